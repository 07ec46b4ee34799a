package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.state.ConfigSection;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a template is by its definition, with all that it is cloned from; its snapshot carries the
 * fingerprint.
 *
 * @param fingerprint stands for everything that is installed in it and in its ancestors
 * @param features what is installed in it, by name
 * @param outdated those templates of its line, the eldest first, whose snapshot is of another
 *     definition
 */
record Lineage(
    Fingerprint fingerprint, SortedMap<String, Fingerprint> features, List<Vmid> outdated) {

  /** Copies the features and the templates. */
  Lineage {
    features = Collections.unmodifiableSortedMap(new TreeMap<>(features));
    outdated = List.copyOf(outdated);
  }

  /** The line that a template begins or continues. */
  static Lineage of(GuestGoal goal, Optional<Lineage> parent) {
    SortedMap<String, Fingerprint> features = new TreeMap<>();
    parent.ifPresent(line -> features.putAll(line.features()));
    goal.installs().forEach(step -> features.put(step.name(), step.fingerprint()));
    Fingerprint own = goal.fingerprint();
    return new Lineage(
        parent.map(line -> Fingerprint.combined(List.of(line.fingerprint(), own))).orElse(own),
        features,
        parent.map(Lineage::outdated).orElse(List.of()));
  }

  /** The same with a template of which the snapshot is of another definition. */
  Lineage outdatedAt(Vmid vmid) {
    List<Vmid> more = new ArrayList<>(outdated);
    more.add(vmid);
    return new Lineage(fingerprint, features, more);
  }

  /** Whether a template's snapshot was taken with just that. */
  boolean isThatOf(ConfigSection snapshot) {
    return TemplateSnapshot.fingerprint(snapshot).equals(Optional.of(fingerprint.text()));
  }

  /**
   * The features that a guest inherited from templates, and that these have otherwise by now. What
   * the guest installs itself is not inherited, and of what it has no record nothing is known.
   */
  Set<String> differing(ObservedGuest guest, GuestGoal goal) {
    SortedMap<String, String> recorded = guest.fingerprints().orElse(new TreeMap<>());
    Set<String> names = new TreeSet<>();
    features.forEach(
        (name, print) -> {
          String record = recorded.get(name);
          boolean own = goal.installs().stream().anyMatch(step -> step.name().equals(name));
          if (!own && record != null && !record.equals(print.text())) {
            names.add(name);
          }
        });
    return names;
  }
}
