package ai.thinkheads.phoenix.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every promise of the README's table is held by tests that exist under the names it gives. */
class PromisesTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| (?!Phoenix never )(.+?) \\| (.+?) \\|$");
  private static final Pattern LINK = Pattern.compile("\\[`(\\w+)`]\\(([^)]+Test\\.java)\\)");

  @Test
  void there_are_promises() {
    assertThat(promises()).hasSizeGreaterThan(10);
  }

  @TestFactory
  List<DynamicTest> a_promise_is_held_by_tests() {
    return promises().stream()
        .map(promise -> DynamicTest.dynamicTest(promise.group(1), () -> isHeld(promise.group(2))))
        .toList();
  }

  private static void isHeld(String proofs) {
    List<MatchResult> links = LINK.matcher(proofs).results().toList();

    assertThat(links).as("tests in: %s", proofs).isNotEmpty();
    assertThat(LINK.matcher(proofs).replaceAll("")).as("beside the links").matches("[, ]*");
    assertThat(links)
        .allSatisfy(
            link ->
                assertThat(text(ROOT.resolve(link.group(2))))
                    .containsPattern(
                        "@(Test|ParameterizedTest|TestFactory|RepeatedTest|Property)\\b[^;]{0,400}\\s"
                            + link.group(1)
                            + "\\("));
  }

  private static List<MatchResult> promises() {
    String readme = text(ROOT.resolve("README.md"));
    int start = readme.indexOf("## What Phoenix never does");
    assertThat(start).isPositive();
    String section = readme.substring(start, readme.indexOf("\n## ", start + 1));
    return ROW.matcher(section).results().toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }
}
