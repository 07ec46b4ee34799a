package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.state.PropertyString;
import ai.thinkheads.phoenix.core.state.RawRow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How values of one kind are written when each is written in one way only. A value that does not
 * fit its kind stays as it is.
 *
 * @param rule what is done to a value
 * @param assumed the value that goes without saying, in its one way
 */
record ValueForm(UnaryOperator<String> rule, String assumed) {

  /** Any text. */
  static final ValueForm TEXT = form(String::strip);

  /** Text whose letters mean the same in both cases. */
  static final ValueForm LOWER_CASE = form(text -> text.strip().toLowerCase(Locale.ROOT));

  /** The same for what is usually written in capitals. */
  static final ValueForm UPPER_CASE = form(text -> text.strip().toUpperCase(Locale.ROOT));

  /** {@code 1} or {@code 0} for every word that Proxmox takes for them. */
  static final ValueForm FLAG = form(ValueForm::flag);

  /** A number, like {@code 2} for {@code 02} and {@code 2.0}. */
  static final ValueForm NUMBER = form(ValueForm::number);

  /** A CPU weight, which control groups of version 2 bound to 10000. */
  static final ValueForm WEIGHT = form(text -> capped(number(text)));

  /** A size with or without a unit, in bytes. */
  static final ValueForm BYTES = form(ValueForm::bytes);

  /** A path without doubled or trailing slashes. */
  static final ValueForm PATH =
      form(text -> text.strip().replaceAll("/+", "/").replaceFirst("(?<=.)/$", ""));

  /** Words in an order that matters, whatever separates them. */
  static final ValueForm WORDS = form(text -> words(text).collect(Collectors.joining(" ")));

  /** Words separated by semicolons, in no order. */
  static final ValueForm SET =
      form(
          text ->
              Arrays.stream(text.split(";", -1))
                  .map(ValueForm::number)
                  .filter(word -> !word.isEmpty())
                  .sorted()
                  .distinct()
                  .collect(Collectors.joining(";")));

  /** Tags, in small letters unless a data centre wants it otherwise, in no order. */
  static final ValueForm TAGS =
      form(
          text ->
              String.join(
                  ";",
                  words(text.toLowerCase(Locale.ROOT))
                      .collect(Collectors.toCollection(TreeSet::new))));

  /** Lines of text, whose last line breaks Proxmox does not keep. */
  static final ValueForm REMARK = form(text -> text.replaceFirst("\\n+$", ""));

  /** Raw rows, in an order that matters, though Proxmox puts variables before all others. */
  static final ValueForm ROWS = form(ValueForm::rows);

  private static ValueForm form(UnaryOperator<String> rule) {
    return new ValueForm(rule, "");
  }

  /**
   * Sub-keys, in the order of the alphabet.
   *
   * @param first the sub-key that may be left out; empty for none
   * @param forms the sub-keys that are more than text
   */
  static ValueForm parts(String first, Map<String, ValueForm> forms) {
    return form(text -> parts(first, forms, PropertyString.parse(text)));
  }

  /** The same where one value goes without saying. */
  ValueForm assuming(String value) {
    return new ValueForm(rule, value);
  }

  /** The same where {@code 0} goes without saying. */
  ValueForm off() {
    return assuming("0");
  }

  /** The same after another form. */
  ValueForm and(ValueForm next) {
    return new ValueForm(text -> next.of(rule.apply(text)), assumed);
  }

  /** The value in its one way; empty when it goes without saying. */
  String of(String value) {
    String text = rule.apply(value);
    return text.equals(assumed) ? "" : text;
  }

  private static String flag(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "1", "on", "yes", "true" -> "1";
      case "0", "off", "no", "false" -> "0";
      default -> text;
    };
  }

  private static String number(String text) {
    String digits = text.strip();
    return digits.matches("[0-9]{1,18}(?:\\.[0-9]{1,18})?")
        ? new BigDecimal(digits).stripTrailingZeros().toPlainString()
        : digits;
  }

  private static String capped(String weight) {
    return weight.matches("[0-9]{5,18}") ? "10000" : weight;
  }

  private static String bytes(String text) {
    try {
      return Long.toString(ByteSize.parse(text.strip().replaceFirst("i?B$", "")).bytes());
    } catch (IllegalArgumentException e) {
      return text; // not a size, so it only equals itself
    }
  }

  private static Stream<String> words(String text) {
    return Arrays.stream(text.split("[,;\\s\\x00]+", -1)).filter(word -> !word.isEmpty());
  }

  private static String rows(String text) {
    List<RawRow> rows = new ArrayList<>(RawRow.parseAll(text));
    rows.sort(Comparator.comparing(row -> !row.key().equals(DesiredRows.ENVIRONMENT)));
    return RawRow.toText(rows);
  }

  private static String parts(String first, Map<String, ValueForm> forms, PropertyString value) {
    Map<String, String> parts = new TreeMap<>();
    if (!value.first().isEmpty()) {
      parts.put(first, value.first());
    }
    value.parts().forEach(parts::put);
    parts.replaceAll((key, text) -> forms.getOrDefault(key, TEXT).of(text));
    parts.values().removeIf(String::isEmpty);
    String bare = parts.getOrDefault("", "");
    parts.remove("");
    return new PropertyString(bare, parts).toString();
  }
}
