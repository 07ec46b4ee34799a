package ai.thinkheads.phoenix.core.model;

import java.util.function.Function;

/**
 * A value that must never be seen: it prints as {@code ***}, in logs, plans and exceptions alike.
 */
public final class Secret {

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /** That value, kept secret. */
  public static Secret of(String value) {
    return new Secret(value);
  }

  /** Hands the value to the one place that needs it. */
  public <T> T reveal(Function<String, T> use) {
    return use.apply(value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.value.equals(value);
  }

  @Override
  public int hashCode() {
    return Secret.class.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
