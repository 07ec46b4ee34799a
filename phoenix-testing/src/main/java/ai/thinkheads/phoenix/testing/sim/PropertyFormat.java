package ai.thinkheads.phoenix.testing.sim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a text of sub-keys may say, like {@code name=eth0,bridge=vmbr0}.
 *
 * @param keys the sub-keys
 * @param required those that cannot be missing
 * @param defaultKey the one whose value may stand without key; empty for none
 */
record PropertyFormat(
    SortedMap<String, OptionSpec> keys, List<String> required, String defaultKey) {

  static PropertyFormat of(Map<String, OptionSpec> keys, String defaultKey, String... required) {
    return new PropertyFormat(new TreeMap<>(keys), List.of(required), defaultKey);
  }

  /** The same with more sub-keys, of which all that are named are required. */
  PropertyFormat plus(Map<String, OptionSpec> more, String... alsoRequired) {
    SortedMap<String, OptionSpec> all = new TreeMap<>(keys);
    all.putAll(more);
    List<String> needed = new ArrayList<>(required);
    needed.addAll(List.of(alsoRequired));
    return new PropertyFormat(all, List.copyOf(needed), defaultKey);
  }

  /** The values by sub-key of a text that is in order; truth values are 0 and 1. */
  Map<String, String> parse(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    Optional<String> wrong = read(text, values);
    if (wrong.isPresent()) {
      throw Refusal.died(wrong.get());
    }
    return values;
  }

  /** What is wrong with a text, ending with a line break; absent when nothing is. */
  Optional<String> wrong(String path, String text) {
    Map<String, String> values = new LinkedHashMap<>();
    Optional<String> syntax = read(text, values);
    if (syntax.isPresent()) {
      return syntax.map(message -> message + "\n");
    }
    SortedMap<String, String> errors = new TreeMap<>();
    values.forEach(
        (key, value) -> {
          String place = path + "." + key;
          keys.get(key).wrong(place, value).ifPresent(error -> errors.put(place, error));
        });
    for (String key : required) {
      if (!values.containsKey(key)) {
        errors.put(path + "." + key, "property is missing and it is not optional");
      }
    }
    if (errors.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder message = new StringBuilder("format error\n");
    errors.forEach((place, error) -> message.append(place).append(": ").append(error).append('\n'));
    return Optional.of(message.toString());
  }

  private Optional<String> read(String text, Map<String, String> values) {
    for (String part : text.split(",", -1)) {
      if (part.isBlank()) {
        continue;
      }
      int equals = part.indexOf('=');
      String key = equals < 0 ? defaultKey : part.substring(0, equals);
      String value = part.substring(equals + 1);
      if (equals < 0 && defaultKey.isEmpty()) {
        return Optional.of("value without key, but schema does not define a default key");
      }
      if (key.isEmpty() || value.isEmpty()) {
        return Optional.of("missing key in comma-separated list property");
      }
      OptionSpec spec = keys.get(key);
      if (values.containsKey(key)) {
        return Optional.of("duplicate key in comma-separated list property: " + key);
      }
      if (spec == null) {
        return Optional.of("invalid key in comma-separated list property: " + key);
      }
      values.put(key, spec.isBoolean() ? canonicalTruth(value) : value);
    }
    return Optional.empty();
  }

  private static String canonicalTruth(String value) {
    return OptionSpec.truth(value).map(truth -> truth ? "1" : "0").orElse(value);
  }

  /** The text of values: default key, then required ones, then the rest, each group sorted. */
  String print(Map<String, String> values) {
    StringBuilder text = new StringBuilder();
    if (values.containsKey(defaultKey)) {
      text.append(values.get(defaultKey));
    }
    for (String key : new TreeSet<>(required)) {
      append(text, key, values);
    }
    for (String key : new TreeSet<>(values.keySet())) {
      if (!required.contains(key)) {
        append(text, key, values);
      }
    }
    return text.toString();
  }

  private void append(StringBuilder text, String key, Map<String, String> values) {
    if (!key.equals(defaultKey) && values.containsKey(key)) {
      text.append(text.isEmpty() ? "" : ",").append(key).append('=').append(values.get(key));
    }
  }
}
