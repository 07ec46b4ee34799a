package ai.thinkheads.phoenix.core.feature;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.Redaction;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.problem.Suggestions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a feature can be told.
 *
 * @param known the parameters, in the order in which they are documented
 * @param open whether it takes others as well, of any kind
 */
public record Parameters(List<Parameter> known, boolean open) {

  /**
   * @throws IllegalArgumentException when two have one name
   */
  public Parameters {
    known = List.copyOf(known);
    if (names(known).size() < known.size()) {
      throw new IllegalArgumentException("two parameters have one name: " + names(known));
    }
  }

  /** These and no others. */
  public static Parameters of(Parameter... known) {
    return new Parameters(List.of(known), false);
  }

  /** Anything goes, as with a user's own script. */
  public static Parameters any() {
    return new Parameters(List.of(), true);
  }

  private static List<String> names(List<Parameter> parameters) {
    return parameters.stream().map(Parameter::name).distinct().toList();
  }

  /** The values that are given, and the presets of those that are not. */
  public Attributes withPresets(Attributes given) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>(given.values());
    known.forEach(
        parameter ->
            parameter.preset().ifPresent(preset -> values.putIfAbsent(parameter.name(), preset)));
    return new Attributes(values);
  }

  /**
   * Checks values: unknown names, unfit values, and required ones that are missing.
   *
   * @param path where the values stand, for the problems
   */
  public List<Problem> check(String path, Attributes values) {
    List<Problem> problems = new ArrayList<>();
    values.values().keySet().stream()
        .filter(name -> known.stream().noneMatch(parameter -> parameter.name().equals(name)))
        .forEach(name -> checkUnknown(path, name, values.values().get(name), problems));
    known.forEach(
        parameter -> checkKnown(path, parameter, values.values().get(parameter.name()), problems));
    return List.copyOf(problems);
  }

  private void checkUnknown(
      String path, String name, @Nullable Object value, List<Problem> problems) {
    if (!open) {
      String meant =
          Suggestions.nearest(name, names(known))
              .map(near -> "did you mean \"" + near + "\"? ")
              .orElse("");
      String remedy = known.isEmpty() ? "leave it out" : meant + "Use one of " + names(known);
      problems.add(Problem.error(path + "." + name, "there is no such parameter", remedy));
    } else if (!Parameter.isName(name)) {
      problems.add(
          Problem.error(
              path + "." + name,
              "\"" + name + "\" cannot be a shell variable",
              "begin its name with a letter, and use letters, digits and '_'"));
    } else if (holdsNul(value)) {
      problems.add(
          Problem.error(
              path + "." + name, "the value holds a NUL, which no shell can take", "take it out"));
    }
  }

  private static void checkKnown(
      String path, Parameter parameter, @Nullable Object value, List<Problem> problems) {
    if (value == null && parameter.required()) {
      problems.add(
          Problem.error(
              path + "." + parameter.name(),
              "the parameter is missing",
              "give it " + parameter.kind().description() + ": " + parameter.doc()));
    } else if (value != null && !parameter.kind().accepts(value)) {
      problems.add(
          Problem.error(
              path + "." + parameter.name(),
              "the parameter cannot be " + shown(parameter.name(), value),
              "use " + parameter.kind().description()));
    }
  }

  private static boolean holdsNul(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return holdsNul(List.copyOf(map.keySet()))
          || map.values().stream().anyMatch(Parameters::holdsNul);
    }
    if (value instanceof List<?> list) {
      return list.stream().anyMatch(Parameters::holdsNul);
    }
    return value instanceof String text && text.indexOf('\0') >= 0;
  }

  private static String shown(String name, Object value) {
    if (Redaction.isSecret(name)) {
      return "what it is given";
    }
    if (value instanceof String text) {
      return "\"" + (text.length() > 60 ? text.substring(0, 60) + "…" : text) + "\"";
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof List<?>) {
      return "this list";
    }
    return value instanceof Map<?, ?> ? "an object" : value.toString();
  }
}
