package ai.thinkheads.phoenix.core.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What people may see of values that hold secrets: everything but the secrets, which are told by
 * the names that they stand under. Files and commands hold the values as they are; messages,
 * pictures, reports and logs show them like this.
 */
public final class Redaction {

  private static final String HIDDEN = "***";

  private static final Set<String> ALWAYS =
      Set.of("password", "passwd", "passphrase", "passcode", "pwd", "secret", "secrets");
  private static final Set<String> AT_THE_END =
      Set.of("token", "key", "apikey", "credential", "credentials", "authorization");
  private static final Set<String> PUBLIC = Set.of("public", "pub", "host");

  private static final Pattern WORD_BREAK = Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])");

  // Each of these ends where the value begins.
  private static final Pattern ASSIGNED =
      Pattern.compile(
          "(?<![A-Za-z0-9_.-])(-{0,2}[A-Za-z][A-Za-z0-9_.-]{1,100})[\"']?\\s{0,3}[=:]\\s{0,3}");
  private static final Pattern ARGUMENT =
      Pattern.compile("(?<![A-Za-z0-9_.-])(--?[A-Za-z][A-Za-z0-9_-]{1,100})\\s{1,3}");
  private static final Pattern AUTHORIZED =
      Pattern.compile("(?i)(?<![A-Za-z0-9_.-])(?:bearer|basic)\\s{1,3}");
  private static final Pattern USER_OF_URL =
      Pattern.compile("://[^\\s/:@]{0,200}:(?=[^\\s/@]{1,200}@)");

  private static final Pattern VALUE = Pattern.compile("\"[^\"]*\"?|'[^']*'?|[^\\s\"',;&\\x00]+");
  private static final Pattern OF_URL = Pattern.compile("[^\\s/@]+");

  /**
   * Whether what stands under this name is a secret: a password, a token, a private key.
   *
   * @param name the key of a file, the name of a variable, of a parameter or of an argument
   */
  public static boolean isSecret(String name) {
    List<String> words = new ArrayList<>();
    for (String word : WORD_BREAK.split(name, -1)) {
      if (!word.isEmpty()) {
        words.add(word.toLowerCase(Locale.ROOT));
      }
    }
    if (words.isEmpty()) {
      return false;
    }
    if (words.stream().anyMatch(ALWAYS::contains)) {
      return true;
    }
    String last = words.get(words.size() - 1);
    return AT_THE_END.contains(last) && words.stream().noneMatch(PUBLIC::contains);
  }

  /** The value that stands under a name, for people. */
  public static @Nullable Object shown(String name, @Nullable Object value) {
    return isSecret(name) ? hidden(value) : shown(value);
  }

  /** The text that stands under a name, for people. */
  public static String shown(String name, String text) {
    return isSecret(name) && !text.isEmpty() ? HIDDEN : shown(text);
  }

  /**
   * A text for people: what is assigned to the name of a secret in it, as in {@code HF_TOKEN=…},
   * {@code --api-key …} or {@code https://user:…@host}, is hidden.
   */
  public static String shown(String text) {
    String shown = hide(USER_OF_URL, OF_URL, text);
    for (Pattern pattern : List.of(AUTHORIZED, ARGUMENT, ASSIGNED)) {
      shown = hide(pattern, VALUE, shown);
    }
    return shown;
  }

  private static String hide(Pattern before, Pattern hidden, String text) {
    Matcher name = before.matcher(text);
    Matcher value = hidden.matcher(text);
    StringBuilder shown = new StringBuilder(text.length());
    int position = 0;
    while (name.find(position)) {
      boolean secret = name.groupCount() == 0 || isAssignedSecret(name.group(1));
      shown.append(text, position, name.end());
      position = name.end();
      if (secret && value.region(position, text.length()).lookingAt()) {
        shown.append(HIDDEN);
        position = value.end();
      }
    }
    return shown.append(text, position, text.length()).toString();
  }

  // In running text "key" alone is a word like any other.
  private static boolean isAssignedSecret(String name) {
    return !name.equalsIgnoreCase("key") && isSecret(name);
  }

  private static @Nullable Object shown(@Nullable Object value) {
    if (value instanceof String text) {
      return shown(text);
    }
    if (value instanceof Map<?, ?> map) {
      return shownMap(map);
    }
    return value instanceof List<?> list ? shownList(list) : value;
  }

  /** Values by name, for people. */
  static Map<String, @Nullable Object> shownMap(Map<?, ?> values) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    values.forEach((name, value) -> shown.put((String) name, shown((String) name, (Object) value)));
    return shown;
  }

  /** Also hides an argument behind its flag. */
  private static List<@Nullable Object> shownList(List<?> list) {
    List<@Nullable Object> shown = new ArrayList<>(list.size());
    boolean behindFlag = false;
    for (Object item : list) {
      shown.add(behindFlag ? hidden(item) : shown(item));
      behindFlag =
          item instanceof String text && text.matches("--?[A-Za-z][\\w-]*") && isSecret(text);
    }
    return shown;
  }

  private static @Nullable Object hidden(@Nullable Object value) {
    if (value == null || value instanceof Boolean || "".equals(value)) {
      return value;
    }
    return HIDDEN;
  }

  private Redaction() {}
}
