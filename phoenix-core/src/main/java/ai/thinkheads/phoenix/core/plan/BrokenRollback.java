package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.state.ConfigSection;
import ai.thinkheads.phoenix.core.state.GuestConfig;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A way back to the guard of a change that was killed: some volumes are as they were, and the
 * configuration is not. Nothing else could be done since, so it is gone again from its beginning.
 */
final class BrokenRollback {

  private final ObservedGuest guest;
  private final ConfigSection guard;

  private BrokenRollback(ObservedGuest guest, ConfigSection guard) {
    this.guest = guest;
    this.guard = guard;
  }

  /** What of a guest is one, if so. */
  static Optional<BrokenRollback> of(ObservedGuest guest) {
    return Optional.ofNullable(guest.config().snapshots().get(Guard.NAME))
        .filter(snapshot -> !Debris.isUnfinished(snapshot))
        .filter(snapshot -> guest.config().lock().flatMap(GuestLock::of).isPresent())
        .filter(
            snapshot -> guest.config().lock().flatMap(GuestLock::of).get() == GuestLock.ROLLBACK)
        .map(snapshot -> new BrokenRollback(guest, snapshot));
  }

  /** Adds what goes all the way back, once the lock is gone. */
  void addTo(StepList list) {
    list.tell("rollback", "to snapshot " + Guard.NAME + ", which broke off", Effect.LIVE);
    list.add(
        new Action.RollBack(guest.vmid(), Guard.NAME, newVolumes()),
        "going back broke off",
        Effect.LIVE);
  }

  /** The guest as it is then. */
  ObservedGuest end() {
    SortedMap<String, String> options = new TreeMap<>(guard.options());
    options.keySet().removeAll(List.of("snaptime", "parent"));
    ConfigSection current =
        new ConfigSection(options, guard.rawRows(), guest.config().current().description());
    GuestConfig config = guest.config();
    return new ObservedGuest(
        guest.vmid(),
        guest.node(),
        guest.kind(),
        false,
        new GuestConfig(
            current,
            new ConfigSection(new TreeMap<>(), new ArrayList<>(), ""),
            config.snapshots(),
            config.digest()),
        guest.firewall(),
        Optional.empty());
  }

  /** The mounts of volumes that are not in the guard, with their storages. */
  private SortedMap<String, String> newVolumes() {
    SortedMap<String, String> made = new TreeMap<>();
    guest
        .config()
        .current()
        .options()
        .forEach(
            (key, value) -> {
              String volume = Guard.volume(value);
              if (OptionText.kind(key).equals("mp")
                  && !volume.startsWith("/")
                  && !guard.options().containsKey(key)) {
                made.put(key, volume.replaceFirst(":.*", ""));
              }
            });
    return made;
  }
}
