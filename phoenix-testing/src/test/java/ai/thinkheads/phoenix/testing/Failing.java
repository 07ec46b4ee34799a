package ai.thinkheads.phoenix.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.provider.Arguments;

/** Pairs of an assertion that does not hold, and the sentence that its failure begins with. */
final class Failing {

  static Arguments with(ThrowingCallable assertion, String sentence) {
    return Arguments.of(assertion, sentence);
  }

  static void check(ThrowingCallable assertion, String sentence) {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(assertion)
        .withMessageStartingWith(sentence + ":\n\n");
  }

  static void message(ThrowingCallable assertion, String message) {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(assertion)
        .withMessage(message.stripTrailing());
  }

  static void holds(ThrowingCallable assertion) {
    assertThatCode(assertion).doesNotThrowAnyException();
  }

  private Failing() {}
}
