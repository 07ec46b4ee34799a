package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.state.ConfigSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The parts in which a difference is carried out, one {@code pct set} each: first what comes into
 * force at once, then raw rows, then what waits for a start. When one option of a part is refused,
 * Proxmox does not save the others of that part either, though it may have felt some.
 *
 * <p>Protection, which bars every change of a volume, is lifted before and given after all others.
 * What belonged to the definition is forgotten with the last part, when it is gone for sure.
 */
final class OptionStages {

  /**
   * One part.
   *
   * @param diff what is set and deleted in it
   * @param effect when it is felt
   */
  record Stage(OptionDiff diff, Effect effect) {

    /** Whether it is the raw rows, which no {@code pct set} can change. */
    boolean isRows() {
      return diff.keys().contains(ConfigSection.ROWS);
    }
  }

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
    boolean rows = diff.keys().contains(ConfigSection.ROWS);
    waiting.remove(ConfigSection.ROWS);
    prompt.remove(ConfigSection.ROWS);
    List<Stage> stages = new ArrayList<>();
    if (prompt.contains(PROTECTION) && touchesVolumes()) {
      prompt.remove(PROTECTION);
      if (isProtected()) {
        stages.add(new Stage(diff.only(new TreeSet<>(List.of(PROTECTION))), Effect.LIVE));
      } else {
        (waiting.isEmpty() ? prompt : waiting).add(PROTECTION);
      }
    }
    if (forgets() && (rows || !waiting.isEmpty())) {
      prompt.remove(ConfigSection.DESCRIPTION);
      waiting.add(ConfigSection.DESCRIPTION);
    }
    boolean felt = prompt.stream().anyMatch(key -> effect(key) == Effect.LIVE);
    stages.add(new Stage(diff.only(prompt), felt ? Effect.LIVE : Effect.NEXT_START));
    if (rows) {
      stages.add(new Stage(diff.only(new TreeSet<>(List.of(ConfigSection.ROWS))), laterOrNow()));
    }
    stages.add(new Stage(diff.only(waiting), laterOrNow()));
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

  private Effect laterOrNow() {
    return effects.running() ? Effect.NEXT_START : Effect.LIVE;
  }

  private boolean forgets() {
    String after = diff.set().getOrDefault(ConfigSection.DESCRIPTION, "");
    return diff.keys().contains(ConfigSection.DESCRIPTION)
        && !Ownership.of(after)
            .names()
            .containsAll(Ownership.of(present.getOrDefault(ConfigSection.DESCRIPTION, "")).names());
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
