package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.state.ConfigSection;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.PropertyString;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is gone for good when a container is destroyed, and what of it stays ({@code
 * destroy_lxc_container} of pve-container).
 */
final class Losses {

  /** Whose volume it is, as its name tells. */
  private static final Pattern OWNER =
      Pattern.compile("(?:vm|subvol|base|basevol)-([0-9]+)-[^/]*$");

  private static final Comparator<String> ORDER =
      Comparator.comparing((String key) -> !key.equals("rootfs"))
          .thenComparing(String::length)
          .thenComparing(Comparator.naturalOrder());

  private final ObservedGuest guest;
  private final List<Change> changes = new ArrayList<>();

  private Losses(ObservedGuest guest) {
    this.guest = guest;
  }

  /** Its volumes with their sizes, its snapshots, and what is only mounted into it. */
  static List<Change> of(ObservedGuest guest) {
    Losses losses = new Losses(guest);
    losses.volumes();
    losses.snapshots();
    return losses.changes;
  }

  private void volumes() {
    Map<String, String> mounts = new TreeMap<>(ORDER);
    for (ConfigSection section : List.of(guest.config().pending(), guest.config().current())) {
      section
          .options()
          .forEach(
              (key, value) -> {
                if (List.of("rootfs", "mp", "unused").contains(OptionText.kind(key))) {
                  mounts.put(key, value);
                }
              });
    }
    mounts.forEach((key, value) -> volume(key, PropertyString.parse(value)));
  }

  private void volume(String key, PropertyString mount) {
    String source = mount.get("volume").orElse(mount.first());
    String at = mount.get("mp").map(path -> " at " + path).orElse("");
    Matcher owner = OWNER.matcher(source);
    if (source.startsWith("/")) {
      changes.add(new Change(key, source + at + " stays: it is of the node", Effect.LIVE));
    } else if (owner.find() && !owner.group(1).equals(guest.vmid().toString())) {
      String whose = " stays: it belongs to " + owner.group(1);
      changes.add(new Change(key, source + at + whose, Effect.LIVE));
    } else {
      String size = mount.size().map(bytes -> bytes + " ").orElse("");
      String storage = "on " + source.replaceFirst(":.*", "");
      changes.add(new Change(key, size + storage + at, Effect.DATA_LOSS));
    }
  }

  private void snapshots() {
    if (!guest.config().snapshots().isEmpty()) {
      String names = String.join(", ", guest.config().snapshots().keySet());
      changes.add(new Change("snapshots", names, Effect.DATA_LOSS));
    }
  }

  /** What is lost, as the end of a sentence; empty when nothing is. */
  static String clause(ObservedGuest guest) {
    String lost =
        of(guest).stream()
            .filter(change -> change.effect() == Effect.DATA_LOSS)
            .map(change -> change.what() + " " + change.text())
            .collect(Collectors.joining(", "));
    return lost.isEmpty() ? "" : ", with the loss of " + lost;
  }

  /** The containers whose volumes are linked to those of that one, and cannot be without them. */
  static List<Vmid> linkedTo(Vmid base, Iterable<ObservedGuest> guests) {
    Pattern link = Pattern.compile("[:/]base(?:vol)?-" + base + "-[^/]*/(?!$)");
    List<Vmid> linked = new ArrayList<>();
    for (ObservedGuest guest : guests) {
      boolean found =
          guest.config().current().options().entrySet().stream()
              .filter(option -> List.of("rootfs", "mp").contains(OptionText.kind(option.getKey())))
              .anyMatch(option -> link.matcher(option.getValue()).find());
      if (found && !guest.vmid().equals(base)) {
        linked.add(guest.vmid());
      }
    }
    return linked;
  }
}
