package ai.thinkheads.phoenix.core.model;

/**
 * The wish to have a feature installed in a guest.
 *
 * @param name the feature's name, like {@code docker}
 * @param parameters what it is given; unnamed ones take the feature's defaults
 */
public record FeatureUse(String name, Attributes parameters) {

  /**
   * @throws IllegalArgumentException when the name could not be a file name
   */
  public FeatureUse {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,62}")) {
      throw new IllegalArgumentException(
          "\"" + name + "\" cannot name a feature; use up to 63 letters, digits, '_' and '-'");
    }
  }

  /** A feature with its defaults. */
  public static FeatureUse of(String name) {
    return new FeatureUse(name, Attributes.none());
  }

  /**
   * The same with one more parameter; one of the same name is replaced.
   *
   * @throws IllegalArgumentException when the value is of a kind that JSON does not know
   */
  public FeatureUse with(String parameter, Object value) {
    return new FeatureUse(name, parameters.with(parameter, value));
  }
}
