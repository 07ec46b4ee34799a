package ai.thinkheads.phoenix.dsl;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.FeatureUse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Values of keys that the DSL has no word for, in the form that {@link Attributes} keep. */
final class PlainValues {

  /**
   * The same value in an order that is equal in every run: {@link Attributes} keep theirs, maps are
   * sorted by key, since the order of {@link Map#of} changes from run to run.
   */
  static @Nullable Object of(@Nullable Object value) {
    if (value instanceof Attributes attributes) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      attributes.values().forEach((key, part) -> copy.put(key, of(part)));
      return copy;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> copy = new TreeMap<>();
      map.forEach((key, part) -> copy.put(String.valueOf(key), of(part)));
      return copy;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(PlainValues::of).toList();
    }
    return value;
  }

  /** The same wish, with parameters in an order that is equal in every run. */
  static FeatureUse of(FeatureUse use) {
    Attributes parameters = Attributes.none();
    for (Map.Entry<String, @Nullable Object> given : use.parameters().values().entrySet()) {
      parameters = parameters.with(given.getKey(), of(given.getValue()));
    }
    return new FeatureUse(use.name(), parameters);
  }

  private PlainValues() {}
}
