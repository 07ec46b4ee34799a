package ai.thinkheads.phoenix.core.feature;

import ai.thinkheads.phoenix.core.model.Attributes;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Something that a feature can be told.
 *
 * @param name its name: a letter, then letters, digits and {@code _}, since scripts get it as a
 *     shell variable {@code param_NAME}
 * @param kind what its value can be
 * @param preset the value when none is given; absent for none
 * @param required whether the feature cannot do without a value
 * @param doc what it is, in one line, with its unit
 */
public record Parameter(
    String name, ParameterKind kind, Optional<Object> preset, boolean required, String doc) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
  private static final Pattern ANY_TEXT = Pattern.compile("(?s).*");

  /**
   * @throws IllegalArgumentException when the name cannot be a shell variable, or the preset is not
   *     of the kind
   */
  public Parameter {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "\"" + name + "\" cannot name a parameter; use letters, digits and '_'");
    }
    preset = preset.map(value -> Attributes.of(name, value).get(name).orElseThrow());
    if (preset.isPresent() && !kind.accepts(preset.get())) {
      throw new IllegalArgumentException(
          "preset " + preset.get() + " of " + name + " is not " + kind.description());
    }
  }

  /** Whether that text can name a parameter. */
  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** A parameter that is a text. */
  public static Parameter text(String name, String doc) {
    return of(name, new ParameterKind.Text(ANY_TEXT, "a text"), doc);
  }

  /**
   * A parameter that is a text of a certain form.
   *
   * @param form a regular expression that the whole text matches
   * @param words the form in words, like {@code a version like 27.5.1}
   */
  public static Parameter text(String name, String form, String words, String doc) {
    return of(name, new ParameterKind.Text(Pattern.compile(form), words), doc);
  }

  /** A parameter that is one of some words. */
  public static Parameter choice(String name, List<String> words, String doc) {
    return of(name, new ParameterKind.Choice(words), doc);
  }

  /** A parameter that is true or false. */
  public static Parameter flag(String name, String doc) {
    return of(name, new ParameterKind.Flag(), doc);
  }

  /** A parameter that is a whole number within a range. */
  public static Parameter whole(String name, long least, long most, String doc) {
    return of(name, new ParameterKind.Whole(least, most), doc);
  }

  /** A parameter that is a number within a range. */
  public static Parameter number(String name, double least, double most, String doc) {
    return of(
        name, new ParameterKind.Fraction(BigDecimal.valueOf(least), BigDecimal.valueOf(most)), doc);
  }

  /** A parameter that is a list of texts. */
  public static Parameter texts(String name, String doc) {
    return texts(name, "a list of texts", doc);
  }

  /**
   * A parameter that is a list of texts once {@link Feature#complete} has made texts of its
   * elements.
   *
   * @param words what can be given, like {@code a list of routes}
   */
  public static Parameter texts(String name, String words, String doc) {
    return of(name, new ParameterKind.Texts(words), doc);
  }

  /** A parameter that is an object. */
  public static Parameter structure(String name, String doc) {
    return of(name, new ParameterKind.Structure(), doc);
  }

  private static Parameter of(String name, ParameterKind kind, String doc) {
    return new Parameter(name, kind, Optional.empty(), false, doc);
  }

  /**
   * The same with a value for when none is given.
   *
   * @throws IllegalArgumentException when the value is not of the kind
   */
  public Parameter orElse(Object value) {
    return new Parameter(name, kind, Optional.of(value), false, doc);
  }

  /** The same with no elements for when none is given: an empty list, object or text. */
  public Parameter orEmpty() {
    if (kind instanceof ParameterKind.Texts) {
      return orElse(List.of());
    }
    return orElse(kind instanceof ParameterKind.Structure ? Map.of() : "");
  }

  /** The same as one that must have a value. */
  public Parameter mandatory() {
    return new Parameter(name, kind, Optional.empty(), true, doc);
  }
}
