package ai.thinkheads.phoenix.testing.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A subcommand of a Proxmox program: its arguments, which are read like Perl's {@code Getopt::Long}
 * does, and what it does.
 */
final class Verb {

  /** What a subcommand does; gives its exit status. */
  interface Action {
    int run(Call call);
  }

  private static final String EXTRA = "extra-args";
  private static final List<String> LISTS =
      List.of("delete", "revert", "nameserver", "searchdomain", "tags");

  private final String program;
  private final String name;
  private final List<String> positional = new ArrayList<>();
  private final SortedSet<String> optional = new TreeSet<>();
  private final SortedMap<String, OptionSpec> specs = new TreeMap<>();
  private final SortedSet<String> options = new TreeSet<>();
  private final Action action;

  Verb(String program, String name, Action action) {
    this.program = program;
    this.name = name;
    this.action = action;
  }

  /** The same with one more argument that has to be given. */
  Verb with(String argument, OptionSpec spec) {
    positional.add(argument);
    specs.put(argument, spec);
    return this;
  }

  /** The same with one more argument, which may also be given as an option. */
  Verb withOptional(String argument, OptionSpec spec) {
    positional.add(argument);
    optional.add(argument);
    specs.put(argument, spec);
    options.add(argument);
    return this;
  }

  /** The same, taking any further arguments as they are. */
  Verb withExtra() {
    positional.add(EXTRA);
    return this;
  }

  /** The same with one more option. */
  Verb option(String option, OptionSpec spec) {
    specs.putIfAbsent(option, spec);
    options.add(option);
    return this;
  }

  /** The same with more options. */
  Verb options(Map<String, OptionSpec> more) {
    more.forEach(this::option);
    return this;
  }

  String name() {
    return name;
  }

  String usage() {
    StringBuilder usage = new StringBuilder(program + " " + name + " ");
    List<String> shown = new ArrayList<>();
    for (String argument : positional) {
      boolean leftOut = argument.equals(EXTRA) || optional.contains(argument);
      shown.add(leftOut ? "[<" + argument + ">]" : "<" + argument + ">");
    }
    usage.append(String.join(" ", shown));
    return optional.containsAll(options) ? usage.toString() : usage + " [OPTIONS]";
  }

  /** Reads the words and does it. */
  int run(List<String> words, Call.Context context) {
    Output output = context.output();
    try {
      return action.run(new Call(context, parse(words, output)));
    } catch (Refusal refusal) {
      String text = refusal.text();
      output.err(text.endsWith("\n") ? text : text + "\n");
      if (refusal.needsUsage()) {
        output.err(usage() + "\n");
      }
      return refusal.exitCode();
    }
  }

  private Arguments parse(List<String> words, Output output) {
    SortedMap<String, String> values = new TreeMap<>();
    List<String> plain = new ArrayList<>();
    boolean readable = true;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("--")) {
        plain.addAll(words.subList(i + 1, words.size()));
        break;
      }
      if (!word.startsWith("-") || word.equals("-")) {
        plain.add(word);
        continue;
      }
      String next = i + 1 < words.size() ? words.get(i + 1) : null;
      int used = readOption(word, next, values, output);
      readable &= used >= 0;
      i += Math.max(used, 0);
    }
    if (!readable) {
      throw Refusal.withUsage(Refusal.NO_SUCH_FILE, "400 unable to parse option");
    }
    List<String> extra = assignPositional(plain, values);
    return check(values, extra);
  }

  /** Reads one option; gives how many further words it took, or -1 when it is none. */
  private int readOption(
      String word, @Nullable String next, SortedMap<String, String> values, Output output) {
    String text = word.replaceFirst("^--?", "");
    int equals = text.indexOf('=');
    String given = (equals < 0 ? text : text.substring(0, equals)).toLowerCase(Locale.ROOT);
    List<String> matches = matching(given);
    if (matches.size() != 1) {
      output.err(
          matches.isEmpty()
              ? "Unknown option: " + given + "\n"
              : "Option " + given + " is ambiguous (" + String.join(", ", matches) + ")\n");
      return -1;
    }
    String option = matches.get(0);
    if (equals >= 0) {
      put(option, text.substring(equals + 1), values);
      return 0;
    }
    boolean optional = specs.get(option).isBoolean();
    if (next == null || (optional && next.startsWith("-") && next.length() > 1)) {
      if (!optional) {
        output.err("Option " + option + " requires an argument\n");
        return -1;
      }
      put(option, "", values);
      return 0;
    }
    put(option, next, values);
    return 1;
  }

  /** Perl's Getopt::Long does not tell upper from lower case, and takes unique beginnings. */
  private List<String> matching(String given) {
    List<String> exact =
        options.stream().filter(option -> option.toLowerCase(Locale.ROOT).equals(given)).toList();
    return exact.isEmpty()
        ? options.stream()
            .filter(option -> option.toLowerCase(Locale.ROOT).startsWith(given))
            .toList()
        : exact;
  }

  private void put(String option, String value, SortedMap<String, String> values) {
    if (LISTS.contains(option)) {
      values.merge(option, value, (old, more) -> old + "," + more);
    } else {
      values.put(option, value);
    }
  }

  private List<String> assignPositional(List<String> words, SortedMap<String, String> values) {
    int used = 0;
    for (String argument : positional) {
      if (argument.equals(EXTRA)) {
        return words.subList(Math.min(used, words.size()), words.size());
      }
      if (optional.contains(argument)) {
        if (used < words.size() && !values.containsKey(argument)) {
          values.put(argument, words.get(used++));
        }
        continue;
      }
      if (used == words.size()) {
        throw Refusal.withUsage(Refusal.NO_SUCH_FILE, "400 not enough arguments");
      }
      values.put(argument, words.get(used++));
    }
    if (used < words.size()) {
      throw Refusal.withUsage(Refusal.NO_SUCH_FILE, "400 too many arguments");
    }
    return List.of();
  }

  private Arguments check(SortedMap<String, String> values, List<String> extra) {
    SortedMap<String, String> errors = new TreeMap<>();
    values.replaceAll((option, value) -> canonicalTruth(option, value));
    values.forEach(
        (option, value) ->
            specs.get(option).wrong(option, value).ifPresent(error -> errors.put(option, error)));
    if (!errors.isEmpty()) {
      throw Refusal.parameters(Refusal.NO_SUCH_FILE, errors);
    }
    return new Arguments(values, extra);
  }

  private String canonicalTruth(String option, String value) {
    if (!specs.get(option).isBoolean()) {
      return value;
    }
    boolean truth =
        value.isEmpty()
            || OptionSpec.truth(value)
                .orElseThrow(
                    () ->
                        Refusal.withUsage(
                            Refusal.NO_SUCH_FILE, "400 unable to parse boolean option"));
    return truth ? "1" : "0";
  }
}
