package ai.thinkheads.phoenix.core.feature;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a script says about itself in the comments that it begins with: its summary, and any number
 * of tagged lines.
 *
 * <pre>
 * #!/bin/bash
 * # motd: a greeting for everybody who logs in
 * # &#64;param greeting text = Welcome - what is said
 * # &#64;param width whole 20..200 = 80 - how wide it is, in characters
 * # &#64;requires base_setup
 * # &#64;flag nesting=1
 * # &#64;installs the package figlet
 * # &#64;port 8080/tcp - the greeting as a page
 * # &#64;file /etc/motd - the greeting
 * # &#64;version that of the distribution
 * # &#64;tested by hand on Debian 12
 * </pre>
 *
 * @param summary what it installs, in one line; absent when it says nothing
 * @param parameters what it can be told; anything when it declares none
 * @param requires features that must be installed before it
 * @param flags container flags that it needs
 * @param guide what people want to know of it
 * @param mistakes lines that say nothing that can be understood, as messages with their remedy
 */
record ScriptHeader(
    Optional<String> summary,
    Parameters parameters,
    Set<String> requires,
    Map<String, String> flags,
    Guide guide,
    List<Mistake> mistakes) {

  /**
   * A line that cannot be understood.
   *
   * @param line its number, from 1
   * @param message what is wrong with it
   * @param remedy what to write instead
   */
  record Mistake(int line, String message, String remedy) {}

  private static final Pattern SUMMARY = Pattern.compile("#\\s*[A-Za-z0-9_.-]+:\\s+(\\S.*)");
  private static final Pattern TAG = Pattern.compile("#\\s*@([a-z]+)\\b\\s*(.*?)\\s*");
  private static final Pattern PARAM =
      Pattern.compile(
          "(?<name>\\S+)\\s+(?<kind>text|flag|list|object|(?:whole|number|one-of)\\s+\\S+)"
              + "(?:\\s+(?:(?<required>required)|(?<equals>=)(?:\\s+(?<preset>\\S.*?))?))?"
              + "\\s+-\\s+(?<doc>\\S.*)");
  private static final Pattern RANGE = Pattern.compile("(-?[0-9.]+)\\.\\.(-?[0-9.]+)");
  private static final String PARAM_FORM =
      "write \"# @param NAME KIND [required | = DEFAULT] - WHAT IT IS\", where KIND is text, flag,"
          + " list, object, whole 1..10, number 0..1 or one-of a|b";

  ScriptHeader {
    requires = Set.copyOf(requires);
    flags = Map.copyOf(flags);
    mistakes = List.copyOf(mistakes);
  }

  /** Reads the comments that a script begins with. */
  static ScriptHeader of(Script script) {
    Reading reading = new Reading();
    List<String> lines = script.text().lines().toList();
    for (int index = 0; index < lines.size() && lines.get(index).startsWith("#"); index++) {
      reading.line(index + 1, lines.get(index));
    }
    return reading.header();
  }

  private static final class Reading {

    private Optional<String> summary = Optional.empty();
    private final List<Parameter> parameters = new ArrayList<>();
    private final Set<String> requires = new LinkedHashSet<>();
    private final Map<String, String> flags = new LinkedHashMap<>();
    private Guide guide = Guide.empty();
    private final List<Mistake> mistakes = new ArrayList<>();

    void line(int number, String text) {
      Matcher tag = TAG.matcher(text);
      if (tag.matches()) {
        tag(number, tag.group(1), tag.group(2));
        return;
      }
      Matcher first = SUMMARY.matcher(text);
      if (summary.isEmpty() && !text.startsWith("#!") && first.matches()) {
        summary = Optional.of(first.group(1).strip());
      }
    }

    private void tag(int number, String tag, String rest) {
      switch (tag) {
        case "param" -> param(number, rest);
        case "requires" -> requires.addAll(List.of(rest.split("[,\\s]+")));
        case "flag" -> flag(number, rest);
        case "installs" -> guide = guide.installs(rest);
        case "port" -> entry(number, tag, rest).ifPresent(e -> guide = guide.port(e[0], e[1]));
        case "file" -> entry(number, tag, rest).ifPresent(e -> guide = guide.file(e[0], e[1]));
        case "version" -> guide = guide.version(rest);
        case "tested" -> guide = guide.tested(rest);
        default ->
            mistakes.add(
                new Mistake(
                    number,
                    "@" + tag + " is not known",
                    "use @param, @requires, @flag, @installs, @port, @file, @version or @tested"));
      }
    }

    private Optional<String[]> entry(int number, String tag, String rest) {
      String[] parts = rest.split("\\s+-\\s+", 2);
      if (parts.length == 2 && !parts[0].isBlank()) {
        return Optional.of(parts);
      }
      String form = "write \"# @" + tag + " NAME - WHAT IT IS FOR\"";
      mistakes.add(new Mistake(number, "\"" + rest + "\" does not say what it is for", form));
      return Optional.empty();
    }

    private void flag(int number, String rest) {
      String[] parts = rest.split("=", 2);
      if (parts.length == 2 && !parts[0].isBlank()) {
        flags.put(parts[0].strip(), parts[1].strip());
      } else {
        mistakes.add(
            new Mistake(
                number, "\"" + rest + "\" is no container flag", "write \"# @flag nesting=1\""));
      }
    }

    private void param(int number, String rest) {
      Matcher words = PARAM.matcher(rest);
      if (!words.matches()) {
        mistakes.add(new Mistake(number, "\"" + rest + "\" declares no parameter", PARAM_FORM));
        return;
      }
      try {
        parameters.add(parameter(words));
      } catch (IllegalArgumentException e) {
        mistakes.add(new Mistake(number, String.valueOf(e.getMessage()), PARAM_FORM));
      }
    }

    private static Parameter parameter(Matcher words) {
      Parameter plain = plain(words.group("name"), words.group("kind"), words.group("doc"));
      if (words.group("required") != null) {
        return plain.mandatory();
      }
      if (words.group("equals") == null) {
        return plain;
      }
      String preset = words.group("preset");
      return plain.orElse(value(plain.kind(), preset == null ? "" : preset));
    }

    private static Parameter plain(String name, String kind, String doc) {
      String[] parts = kind.split("\\s+", 2);
      return switch (parts[0]) {
        case "flag" -> Parameter.flag(name, doc);
        case "list" -> Parameter.texts(name, doc);
        case "object" -> Parameter.structure(name, doc);
        case "whole" -> {
          Matcher range = range(parts[1]);
          yield Parameter.whole(
              name, Long.parseLong(range.group(1)), Long.parseLong(range.group(2)), doc);
        }
        case "number" -> {
          Matcher range = range(parts[1]);
          yield Parameter.number(
              name, Double.parseDouble(range.group(1)), Double.parseDouble(range.group(2)), doc);
        }
        case "one-of" -> Parameter.choice(name, List.of(parts[1].split("\\|")), doc);
        default -> Parameter.text(name, doc);
      };
    }

    private static Matcher range(String text) {
      Matcher range = RANGE.matcher(text);
      if (!range.matches()) {
        throw new IllegalArgumentException("\"" + text + "\" is no range");
      }
      return range;
    }

    private static Object value(ParameterKind kind, String text) {
      if (kind instanceof ParameterKind.Flag) {
        if (!text.equals("true") && !text.equals("false")) {
          throw new IllegalArgumentException("\"" + text + "\" is neither true nor false");
        }
        return Boolean.valueOf(text);
      }
      if (kind instanceof ParameterKind.Whole || kind instanceof ParameterKind.Fraction) {
        return new BigDecimal(text);
      }
      if (kind instanceof ParameterKind.Texts) {
        return text.isEmpty() ? List.of() : List.of(text.split("[,\\s]+"));
      }
      if (kind instanceof ParameterKind.Structure) {
        throw new IllegalArgumentException("an object cannot have a default here");
      }
      return text;
    }

    ScriptHeader header() {
      Parameters known =
          parameters.isEmpty()
              ? Parameters.any()
              : Parameters.of(parameters.toArray(Parameter[]::new));
      return new ScriptHeader(summary, known, requires, flags, guide, mistakes);
    }
  }
}
