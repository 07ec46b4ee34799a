package ai.thinkheads.phoenix.core.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What kind of value a {@link ContainerOption} takes, and its one canonical text. */
public sealed interface OptionKind {

  /** The values for people, as the end of "use …". */
  String expectation();

  /** The canonical text of a value; absent when it is not of this kind. */
  Optional<String> canonical(String text);

  /**
   * One of some words.
   *
   * @param words the words, in Proxmox's order
   */
  record Choice(List<String> words) implements OptionKind {

    /** Copies the words. */
    public Choice {
      words = List.copyOf(words);
    }

    @Override
    public String expectation() {
      return String.join(", ", words.subList(0, words.size() - 1))
          + " or "
          + words.get(words.size() - 1);
    }

    @Override
    public Optional<String> canonical(String text) {
      return Optional.of(text).filter(words::contains);
    }
  }

  /** On or off: {@code 1} or {@code 0}; Proxmox's other words for these are read. */
  record Switch() implements OptionKind {

    @Override
    public String expectation() {
      return "true or false";
    }

    @Override
    public Optional<String> canonical(String text) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "1", "on", "yes", "true" -> Optional.of("1");
        case "0", "off", "no", "false" -> Optional.of("0");
        default -> Optional.empty();
      };
    }
  }

  /**
   * A whole number.
   *
   * @param minimum the least
   * @param maximum the greatest
   */
  record Whole(int minimum, int maximum) implements OptionKind {

    @Override
    public String expectation() {
      return "a whole number from " + minimum + " to " + maximum;
    }

    @Override
    public Optional<String> canonical(String text) {
      return Optional.of(text)
          .filter(digits -> digits.matches("[0-9]{1,9}"))
          .map(Integer::parseInt)
          .filter(number -> number >= minimum && number <= maximum)
          .map(String::valueOf);
    }
  }

  /**
   * A number that may have a fraction; written without needless zeros.
   *
   * @param minimum the least
   * @param maximum the greatest
   */
  record Decimal(int minimum, int maximum) implements OptionKind {

    @Override
    public String expectation() {
      return "a number from " + minimum + " to " + maximum;
    }

    @Override
    public Optional<String> canonical(String text) {
      return Optional.of(text)
          .filter(digits -> digits.matches("[0-9]{1,9}(\\.[0-9]{1,9})?"))
          .map(BigDecimal::new)
          .filter(number -> number.compareTo(BigDecimal.valueOf(minimum)) >= 0)
          .filter(number -> number.compareTo(BigDecimal.valueOf(maximum)) <= 0)
          .map(number -> number.stripTrailingZeros().toPlainString());
    }
  }

  /**
   * A text; an empty one says that the option shall not be set.
   *
   * @param form the form of one that is not empty
   * @param maxLength the most characters
   * @param expectation its form for people
   */
  record Text(Pattern form, int maxLength, String expectation) implements OptionKind {

    @Override
    public Optional<String> canonical(String text) {
      // Proxmox drops line breaks at the end.
      String content = text.replaceFirst("[\\n]+$", "");
      boolean fits = content.codePointCount(0, content.length()) <= maxLength;
      return Optional.of(content)
          .filter(any -> fits && (any.isEmpty() || form.matcher(any).matches()));
    }
  }

  /**
   * A list of words, separated by commas, semicolons or blanks when read; an empty one says that
   * the option shall not be set.
   *
   * @param item the form of one word
   * @param separator what stands between two words in Proxmox's text
   * @param set whether order, repetition and upper case mean nothing
   * @param expectation its form for people
   */
  record Words(Pattern item, String separator, boolean set, String expectation)
      implements OptionKind {

    @Override
    public Optional<String> canonical(String text) {
      List<String> words =
          Stream.of(text.split("[,;\\s]+")).filter(word -> !word.isEmpty()).toList();
      if (!words.stream().allMatch(word -> word.length() <= 255 && item.matcher(word).matches())) {
        return Optional.empty();
      }
      return Optional.of(String.join(separator, set ? distinct(words) : words));
    }

    private static SortedSet<String> distinct(List<String> words) {
      return new TreeSet<>(words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList());
    }

    /** The words of a canonical text. */
    public List<String> items(String canonical) {
      return canonical.isEmpty()
          ? List.of()
          : List.of(canonical.split(Pattern.quote(separator), -1));
    }
  }
}
