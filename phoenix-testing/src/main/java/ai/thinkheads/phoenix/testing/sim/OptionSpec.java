package ai.thinkheads.phoenix.testing.sim;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a value of an option has to be, checked in the order and with the words of Proxmox
 * (pve-common, {@code JSONSchema.pm}).
 */
final class OptionSpec {

  private enum Kind {
    TEXT,
    INTEGER,
    NUMBER,
    BOOLEAN
  }

  private final Kind kind;
  private final List<Function<Checked, Optional<String>>> checks;

  private record Checked(String path, String value) {}

  private OptionSpec(Kind kind, List<Function<Checked, Optional<String>>> checks) {
    this.kind = kind;
    this.checks = checks;
  }

  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+");
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");

  static OptionSpec text() {
    return new OptionSpec(Kind.TEXT, List.of());
  }

  static OptionSpec bool() {
    return new OptionSpec(Kind.BOOLEAN, List.of());
  }

  static OptionSpec integer(long min, long max) {
    return new OptionSpec(Kind.INTEGER, List.of()).within(min, max);
  }

  static OptionSpec number(long min, long max) {
    return new OptionSpec(Kind.NUMBER, List.of()).within(min, max);
  }

  static OptionSpec choice(String... values) {
    return text()
        .with(
            checked ->
                List.of(values).contains(checked.value())
                    ? Optional.empty()
                    : Optional.of(
                        "value '"
                            + checked.value()
                            + "' does not have a value in the enumeration '"
                            + String.join(", ", values)
                            + "'"));
  }

  static OptionSpec pattern(String regex) {
    Pattern pattern = Pattern.compile(regex);
    return text()
        .with(
            checked ->
                pattern.matcher(checked.value()).matches()
                    ? Optional.empty()
                    : Optional.of("value does not match the regex pattern"));
  }

  /** A text of a named format; the function says what is wrong with a value. */
  static OptionSpec format(Function<String, Optional<String>> wrong) {
    return text().withFormat(wrong);
  }

  /** Sub-keys separated by commas. */
  static OptionSpec properties(PropertyFormat format) {
    return text()
        .with(checked -> format.wrong(checked.path(), checked.value()).map(OptionSpec::invalid));
  }

  OptionSpec withFormat(Function<String, Optional<String>> wrong) {
    return with(checked -> wrong.apply(checked.value()).map(message -> invalid(message + "\n")));
  }

  private static String invalid(String message) {
    return "invalid format - " + message;
  }

  OptionSpec maxLength(int max) {
    return with(
        checked ->
            checked.value().length() <= max
                ? Optional.empty()
                : Optional.of("value may only be " + max + " characters long"));
  }

  OptionSpec minLength(int min) {
    return with(
        checked ->
            checked.value().length() >= min
                ? Optional.empty()
                : Optional.of("value must be at least " + min + " characters long"));
  }

  private OptionSpec within(long min, long max) {
    return with(
        checked -> {
          BigDecimal number = new BigDecimal(checked.value());
          if (number.compareTo(BigDecimal.valueOf(max)) > 0) {
            return Optional.of("value must have a maximum value of " + max);
          }
          return number.compareTo(BigDecimal.valueOf(min)) < 0
              ? Optional.of("value must have a minimum value of " + min)
              : Optional.empty();
        });
  }

  private OptionSpec with(Function<Checked, Optional<String>> check) {
    List<Function<Checked, Optional<String>>> more = new ArrayList<>(checks);
    more.add(check);
    return new OptionSpec(kind, List.copyOf(more));
  }

  boolean isBoolean() {
    return kind == Kind.BOOLEAN;
  }

  /** What is wrong with a value at that place, in the words of Proxmox; absent when nothing is. */
  Optional<String> wrong(String path, String value) {
    String type = kind == Kind.INTEGER ? "integer" : kind == Kind.NUMBER ? "number" : "boolean";
    boolean fits =
        switch (kind) {
          case TEXT -> true;
          case INTEGER -> INTEGER.matcher(value).matches();
          case NUMBER -> NUMBER.matcher(value).matches();
          case BOOLEAN -> truth(value).isPresent();
        };
    if (!fits) {
      return Optional.of("type check ('" + type + "') failed - got '" + value + "'");
    }
    Checked checked = new Checked(path, value);
    return checks.stream().flatMap(check -> check.apply(checked).stream()).findFirst();
  }

  /** The truth value that a text of Proxmox means; absent when it means none. */
  static Optional<Boolean> truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "1", "on", "yes", "true" -> Optional.of(true);
      case "0", "off", "no", "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }
}
