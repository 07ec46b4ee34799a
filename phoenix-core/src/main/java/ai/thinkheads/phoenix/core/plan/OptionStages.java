package ai.thinkheads.phoenix.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The parts in which a difference is carried out, one {@code pct set} each: first what comes into
 * force at once, then what waits for a start. When one option of a part is refused, Proxmox does
 * not save the others of that part either, though it may have felt some.
 *
 * <p>Protection, which bars every change of a volume, is lifted before and given after all others.
 */
final class OptionStages {

  /**
   * One part.
   *
   * @param diff what is set and deleted in it
   * @param effect when it is felt
   */
  record Stage(OptionDiff diff, Effect effect) {}

  private static final String PROTECTION = "protection";

  private final OptionDiff diff;
  private final SortedMap<String, String> present;
  private final OptionEffects effects;

  OptionStages(OptionDiff diff, SortedMap<String, String> present, OptionEffects effects) {
    this.diff = diff;
    this.present = present;
    this.effects = effects;
  }

  /** The parts that are not empty, in order. */
  List<Stage> stages() {
    SortedSet<String> waiting = keys(this::isPending);
    SortedSet<String> prompt = keys(key -> !isPending(key));
    List<Stage> stages = new ArrayList<>();
    if (prompt.contains(PROTECTION) && touchesVolumes()) {
      prompt.remove(PROTECTION);
      if (isProtected()) {
        stages.add(new Stage(diff.only(new TreeSet<>(List.of(PROTECTION))), Effect.LIVE));
      } else {
        (waiting.isEmpty() ? prompt : waiting).add(PROTECTION);
      }
    }
    boolean felt = prompt.stream().anyMatch(key -> effect(key) == Effect.LIVE);
    stages.add(new Stage(diff.only(prompt), felt ? Effect.LIVE : Effect.NEXT_START));
    stages.add(new Stage(diff.only(waiting), Effect.NEXT_START));
    stages.removeIf(stage -> stage.diff().isEmpty());
    return stages;
  }

  /** Whether something of it waits for a start. */
  boolean isWaiting() {
    return !keys(this::isPending).isEmpty();
  }

  /** Whether protection stays, and bars some of it. */
  boolean isBarred() {
    return isProtected() && !diff.keys().contains(PROTECTION) && touchesVolumes();
  }

  private boolean isProtected() {
    return OptionValues.canonical(PROTECTION, present.getOrDefault(PROTECTION, "")).equals("1");
  }

  private boolean touchesVolumes() {
    return diff.keys().stream()
        .map(OptionText::kind)
        .anyMatch(kind -> List.of("mp", "rootfs", "unused").contains(kind));
  }

  private boolean isPending(String key) {
    return effects.isPending(key, before(key), after(key));
  }

  private Effect effect(String key) {
    return effects.of(key, before(key), after(key));
  }

  private Optional<String> before(String key) {
    return Optional.ofNullable(present.get(key));
  }

  private Optional<String> after(String key) {
    return Optional.ofNullable(diff.set().get(key));
  }

  private SortedSet<String> keys(Predicate<String> which) {
    SortedSet<String> keys = new TreeSet<>(diff.keys());
    keys.removeIf(which.negate());
    return keys;
  }
}
