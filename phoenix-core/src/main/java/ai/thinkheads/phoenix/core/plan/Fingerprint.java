package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.feature.Script;
import ai.thinkheads.phoenix.core.model.Attributes;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A short text that changes whenever what is installed would change.
 *
 * @param text 16 hexadecimal digits
 */
public record Fingerprint(String text) {

  /**
   * @throws IllegalArgumentException when the text is not 16 hexadecimal digits
   */
  public Fingerprint {
    if (!text.matches("[0-9a-f]{16}")) {
      throw new IllegalArgumentException("\"" + text + "\" is not a fingerprint");
    }
  }

  /** The fingerprint of a script that is run with these parameters. */
  public static Fingerprint of(Script script, Attributes parameters) {
    Hasher hasher = Hashing.sha256().newHasher();
    put(hasher, script.text());
    put(hasher, parameters.values());
    return finish(hasher);
  }

  /** The fingerprint of several, in their order. */
  public static Fingerprint combined(Collection<Fingerprint> parts) {
    Hasher hasher = Hashing.sha256().newHasher();
    parts.forEach(part -> put(hasher, part.text()));
    return finish(hasher);
  }

  private static Fingerprint finish(Hasher hasher) {
    return new Fingerprint(hasher.hash().toString().substring(0, 16));
  }

  private static void put(Hasher hasher, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> sorted = new TreeMap<>();
      map.forEach((name, part) -> sorted.put((String) name, part));
      hasher.putInt(sorted.size());
      sorted.forEach(
          (name, part) -> {
            put(hasher, name);
            put(hasher, part);
          });
    } else if (value instanceof List<?> list) {
      hasher.putInt(list.size());
      list.forEach(part -> put(hasher, part));
    } else {
      byte[] bytes = String.valueOf(value).getBytes(StandardCharsets.UTF_8);
      hasher.putInt(bytes.length).putBytes(bytes);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
