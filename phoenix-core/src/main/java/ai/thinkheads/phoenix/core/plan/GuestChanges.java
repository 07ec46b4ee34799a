package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Redaction;
import ai.thinkheads.phoenix.core.state.ConfigSection;
import ai.thinkheads.phoenix.core.state.GuestConfig;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.PropertyString;
import ai.thinkheads.phoenix.core.state.RawRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What became of a guest between two looks at it, in phrases like {@code memory was 1, is 2}. */
final class GuestChanges {

  /** Longer values are cut: what is said is that they differ. */
  private static final int WIDTH = 60;

  private final List<String> phrases = new ArrayList<>();

  /** Everything that changed; empty when nothing did. */
  static List<String> between(Optional<ObservedGuest> was, Optional<ObservedGuest> is) {
    GuestChanges changes = new GuestChanges();
    changes.presence(was, is);
    if (was.isPresent() && is.isPresent() && was.get().kind() == is.get().kind()) {
      changes.config(was.get().config(), is.get().config());
      changes.outside(was.get(), is.get());
      changes.inside(was.get().fingerprints(), is.get().fingerprints());
    }
    return changes.phrases;
  }

  /**
   * What changed of whether it is there, free, and running, and of one of its snapshots: what
   * others that need it rely on.
   */
  static List<String> ofPresence(
      Optional<ObservedGuest> was, Optional<ObservedGuest> is, Set<String> snapshots) {
    GuestChanges changes = new GuestChanges();
    changes.presence(was, is);
    if (was.isPresent() && is.isPresent()) {
      GuestConfig old = was.get().config();
      GuestConfig now = is.get().config();
      changes.value("lock", old.lock(), now.lock());
      SortedMap<String, ConfigSection> before = new TreeMap<>(old.snapshots());
      SortedMap<String, ConfigSection> after = new TreeMap<>(now.snapshots());
      before.keySet().retainAll(snapshots);
      after.keySet().retainAll(snapshots);
      changes.snapshots(before, after);
    }
    return changes.phrases;
  }

  /** What changed of its configuration file. */
  static List<String> of(GuestConfig was, GuestConfig is) {
    GuestChanges changes = new GuestChanges();
    changes.config(was, is);
    return changes.phrases;
  }

  private void presence(Optional<ObservedGuest> was, Optional<ObservedGuest> is) {
    if (was.isEmpty() || is.isEmpty()) {
      if (was.isPresent()) {
        phrases.add("does not exist any more");
      } else if (is.isPresent()) {
        phrases.add("did not exist, exists now");
      }
      return;
    }
    if (was.get().kind() != is.get().kind()) {
      phrases.add("is another guest now");
    }
    if (!was.get().node().equals(is.get().node())) {
      phrases.add("lived on " + was.get().node() + ", lives on " + is.get().node());
    }
    if (was.get().running() != is.get().running()) {
      phrases.add("was " + standing(was.get()) + ", is " + standing(is.get()));
    }
  }

  private static String standing(ObservedGuest guest) {
    return guest.running() ? "running" : "stopped";
  }

  private void config(GuestConfig was, GuestConfig is) {
    int before = phrases.size();
    settings("", was.current(), is.current());
    settings("pending ", was.pending(), is.pending());
    snapshots(was.snapshots(), is.snapshots());
    if (phrases.size() == before && !was.digest().equals(is.digest())) {
      phrases.add("its configuration file was written anew");
    }
  }

  private void settings(String lead, ConfigSection was, ConfigSection is) {
    SortedMap<String, String> old = was.settings();
    SortedMap<String, String> now = is.settings();
    SortedSet<String> keys = OptionDiff.between(old, now).keys();
    for (String key : keys) {
      if (key.equals(ConfigSection.DESCRIPTION)) {
        phrases.add(lead + "notes were changed");
      } else if (key.equals("env")) {
        phrases.add(lead + "env was changed"); // nobody's business
      } else if (key.equals(ConfigSection.ROWS)) {
        rows(lead, was.rawRows(), is.rawRows());
      } else {
        option(lead, key, old.getOrDefault(key, ""), now.getOrDefault(key, ""));
      }
    }
  }

  private void rows(String lead, List<RawRow> was, List<RawRow> is) {
    int before = phrases.size();
    was.stream()
        .filter(row -> !is.contains(row))
        .forEach(row -> phrases.add(lead + "row " + shown("", OptionText.row(row)) + " is gone"));
    is.stream()
        .filter(row -> !was.contains(row))
        .forEach(row -> phrases.add(lead + "row " + shown("", OptionText.row(row)) + " is new"));
    if (phrases.size() == before) {
      phrases.add(lead + "rows are in another order");
    }
  }

  private void option(String lead, String key, String was, String is) {
    if (was.indexOf('=') < 0 || is.indexOf('=') < 0) {
      value(lead + OptionText.name(key), valueOf(key, was), valueOf(key, is));
      return;
    }
    PropertyString old = PropertyString.parse(was);
    PropertyString now = PropertyString.parse(is);
    if (!old.first().equals(now.first())) {
      value(lead + OptionText.name(key), valueOf(key, old.first()), valueOf(key, now.first()));
    }
    PropertyString oldMeaning = PropertyString.parse(OptionValues.canonical(key, was));
    PropertyString meaning = PropertyString.parse(OptionValues.canonical(key, is));
    SortedSet<String> parts = new TreeSet<>(old.parts().keySet());
    parts.addAll(now.parts().keySet());
    for (String part : parts) {
      if (!oldMeaning.get(part).equals(meaning.get(part))) {
        value(lead + OptionText.name(key) + " " + part, old.get(part), now.get(part));
      }
    }
  }

  private static Optional<String> valueOf(String key, String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(OptionText.value(key, text));
  }

  private void value(String name, Optional<String> was, Optional<String> is) {
    if (!was.equals(is)) {
      phrases.add(name + " was " + value(name, was) + ", is " + value(name, is));
    }
  }

  private static String value(String name, Optional<String> value) {
    return value.map(text -> shown(name, text)).orElse("not set");
  }

  private static String shown(String name, String text) {
    String shown = Redaction.shown(name, text);
    return shown.length() > WIDTH ? shown.substring(0, WIDTH) + "…" : shown;
  }

  private void snapshots(
      SortedMap<String, ConfigSection> was, SortedMap<String, ConfigSection> is) {
    SortedSet<String> names = new TreeSet<>(was.keySet());
    names.addAll(is.keySet());
    for (String name : names) {
      if (!is.containsKey(name)) {
        phrases.add("snapshot " + name + " is gone");
      } else if (!was.containsKey(name)) {
        phrases.add("snapshot " + name + " is new");
      } else if (!Objects.equals(was.get(name), is.get(name))) {
        phrases.add("snapshot " + name + " was changed");
      }
    }
  }

  private void outside(ObservedGuest was, ObservedGuest is) {
    if (!was.firewall().equals(is.firewall())) {
      phrases.add(
          "its firewall "
              + (was.firewall().isEmpty()
                  ? "is new"
                  : is.firewall().isEmpty() ? "is gone" : "was changed"));
    }
  }

  /** A guest that is not looked inside of, as one that is stopped, tells nothing. */
  private void inside(
      Optional<SortedMap<String, String>> was, Optional<SortedMap<String, String>> is) {
    if (was.isPresent() && is.isPresent()) {
      SortedSet<String> names = new TreeSet<>(was.get().keySet());
      names.addAll(is.get().keySet());
      for (String name : names) {
        if (!Objects.equals(was.get().get(name), is.get().get(name))) {
          phrases.add("what is recorded as " + name + " was changed");
        }
      }
    }
  }
}
