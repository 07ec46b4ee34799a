package ai.thinkheads.phoenix.core.state;

import ai.thinkheads.phoenix.core.model.ByteSize;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A value of Proxmox that holds several sub-keys, like {@code name=eth0,bridge=vmbr0}. The first
 * may be without its key, like the volume of {@code local:8,mp=/data}.
 *
 * <p>Two are equal when their sub-keys are, whatever their order.
 *
 * @param first the leading value without a key; empty when there is none
 * @param parts the values by sub-key, in their order
 */
public record PropertyString(String first, Map<String, String> parts) {

  /** Copies the parts, in their order. */
  public PropertyString {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /** Only a leading value. */
  public static PropertyString of(String first) {
    return new PropertyString(first, Map.of());
  }

  /** No value at all; for those whose parts all have keys. */
  public static PropertyString empty() {
    return of("");
  }

  /** Reads the text that Proxmox writes. */
  public static PropertyString parse(String text) {
    String first = "";
    Map<String, String> parts = new LinkedHashMap<>();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals >= 0) {
        parts.put(part.substring(0, equals), part.substring(equals + 1));
      } else if (!part.isEmpty()) {
        first = part;
      }
    }
    return new PropertyString(first, parts);
  }

  /** The value of a sub-key, when it is set. */
  public Optional<String> get(String key) {
    return Optional.ofNullable(parts.get(key));
  }

  /** The {@code size} of a volume; absent when it has none, or none that can be read. */
  public Optional<ByteSize> size() {
    try {
      return get("size").map(ByteSize::parse);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The same with a sub-key set. */
  public PropertyString with(String key, String value) {
    Map<String, String> copy = new LinkedHashMap<>(parts);
    copy.put(key, value);
    return new PropertyString(first, copy);
  }

  /** The same with a sub-key set, or taken away when there is no value. */
  public PropertyString with(String key, Optional<String> value) {
    if (value.isPresent()) {
      return with(key, value.get());
    }
    Map<String, String> copy = new LinkedHashMap<>(parts);
    copy.remove(key);
    return new PropertyString(first, copy);
  }

  /** The text for Proxmox. */
  @Override
  public String toString() {
    String rest =
        parts.entrySet().stream()
            .map(part -> part.getKey() + "=" + part.getValue())
            .collect(Collectors.joining(","));
    return first.isEmpty() || rest.isEmpty() ? first + rest : first + "," + rest;
  }
}
