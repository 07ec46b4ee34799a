package ai.thinkheads.phoenix.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.thinkheads.phoenix.core.problem.InvalidInputException;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a text is said with line, column, path, value and remedy. */
class HostileTextTest {

  private static final String GOOD =
      """
      {
        "lxc_configs": {
          "900": {
            "name": "base",
            "memory_mb": 2048,
            "cores": 2,
            "template": "local:vztmpl/debian-12.tar.zst",
            "storage_pool": "local-lvm",
            "storage_size_gb": 8,
            "unprivileged": true,
            "x": 1
          }
        }
      }
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "// here     | 11:7: error: lxc_configs.900: JSON has no comments; remove it",
        "# here      | 11:7: error: lxc_configs.900: JSON has no comments; remove it",
        "\"x\": 1, | 11:13: error: lxc_configs.900: JSON has no comma after the last item; remove"
            + " the comma",
        "\"x\": [1,] | 11:14: error: lxc_configs.900.x: JSON has no comma after the last item;"
            + " remove the comma",
        "\"x\": True | 11:12: error: lxc_configs.900.x: True is no word of JSON; write true",
        "\"x\": None | 11:12: error: lxc_configs.900.x: None is no word of JSON; write null",
        "\"x\": NaN  | 11:12: error: lxc_configs.900.x: NaN is no number of JSON; write digits,"
            + " like 12 or 0.5",
        "\"x\": 010  | 11:12: error: lxc_configs.900.x: 010 is no number of JSON; write digits,"
            + " like 12 or 0.5",
        "\"x\": .5   | 11:12: error: lxc_configs.900.x: .5 is no number of JSON; write digits,"
            + " like 12 or 0.5",
        "x: 1        | 11:7: error: lxc_configs.900: a key must stand in double quotes; write"
            + " \"key\": value",
        "'x': 1      | 11:7: error: lxc_configs.900: JSON wants plain double quotes, not ';"
            + " write \"",
        "\"x\" 1     | 11:11: error: lxc_configs.900.x: a colon is missing after the key; write"
            + " \"key\": value",
        "\"x\": 1 \"y\": 2 | 11:14: error: lxc_configs.900: a comma is missing before this; put"
            + " one after the value before",
        "\"x\": \"\\q\" | 11:14: error: lxc_configs.900.x: '\\q' is no escape of JSON; write \\\\"
            + " for a backslash",
        "\"x\": 1]   | 11:13: error: lxc_configs.900: ']' does not close what opens at line 3;"
            + " close objects with } and lists with ]",
        "\"x\": 1}   | 14:1: error: the file goes on after its end; remove what follows, or a"
            + " closing brace too many before it",
        "\"\\ud800\": 1 | 11:14: error: lxc_configs.900: half of a surrogate pair stands in a"
            + " key; write both halves, or leave it out",
      })
  void what_is_no_json_is_explained(String instead, String problem) {
    assertThat(problems(GOOD.replace("\"x\": 1", instead)))
        .containsExactly(ConfigFiles.GUEST_FILE + ":" + problem);
  }

  @Test
  void raw_control_characters_are_named() {
    assertThat(problems(GOOD.replace("base", "ba\nse")))
        .containsExactly(
            "phoenix_lxc_configs.json:4:18: error: lxc_configs.900.name: a text in quotes has a"
                + " raw line break; end the text with a quote, or write \\n");
    assertThat(problems(GOOD.replace("base", "ba\u0000se")))
        .containsExactly(
            "phoenix_lxc_configs.json:4:18: error: lxc_configs.900.name: there is a NUL byte;"
                + " remove it; is the file damaged?");
    assertThat(problems(GOOD.replace("true", "\u0000true")))
        .containsExactly(
            "phoenix_lxc_configs.json:10:23: error: lxc_configs.900.unprivileged: there is a NUL"
                + " byte; remove it; is the file damaged?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``   | : error: the file is empty; write {} for no settings",
        "` `  | : error: the file is empty; write {} for no settings",
        "{    | :1:2: error: the file breaks off; what opens at line 1 is not closed; restore the"
            + " rest of the file",
        "[]   | :1:1: error: the file is a list, not an object; begin it with { and end it with }",
        "null | :1:1: error: the file is null, not an object; begin it with { and end it with }",
        "{} {}| :1:4: error: the file goes on after its end; remove what follows, or a"
            + " closing brace too many before it",
        "{}x  | :1:3: error: the file goes on after its end; remove what follows, or a"
            + " closing brace too many before it",
        "{}   | :1:1: error: lxc_configs: is missing; add \"lxc_configs\": {…}",
      })
  void a_whole_file_can_be_wrong(String text, String problem) {
    assertThat(problems(text)).containsExactly(ConfigFiles.GUEST_FILE + problem);
  }

  @Test
  void both_places_of_a_key_that_stands_twice_are_named() {
    String text = GOOD.replace("\"x\": 1", "\"cores\": 3,\n      \"x\": 1");

    assertThat(problems(text))
        .startsWith(
            "phoenix_lxc_configs.json:11:7: error: lxc_configs.900.cores: \"cores\" stands twice in"
                + " the same object, first at line 6; remove one of the two");
  }

  @Test
  void nesting_without_end_is_refused() {
    for (String deep : List.of("[".repeat(100_000), "{\"a\":".repeat(100_000))) {
      assertThat(problems(GOOD.replace("\"x\": 1", "\"x\": " + deep)))
          .singleElement()
          .asString()
          .contains(": values nest deeper than 500 levels; flatten them");
    }
  }

  @Test
  void numbers_and_names_without_end_are_refused() {
    assertThat(problems(GOOD.replace("\"x\": 1", "\"x\": " + "1".repeat(5000))))
        .singleElement()
        .asString()
        .contains("lxc_configs.900.x: a number has more than 1000 digits");
    assertThat(problems(GOOD.replace("\"x\": 1", "\"" + "k".repeat(100_000) + "\": 1")))
        .singleElement()
        .asString()
        .contains("lxc_configs.900: a key or text is too long");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "gpu_assignment | 0,", "features | nesting=1,", "name | a-", "storage_pool | a.",
        "mac_address | 00:", "template | a", "template_snapshot_name | a", "application_script | a"
      })
  void values_without_end_are_refused(String key, String part) {
    String value = Quoted.text(part.repeat(1_000_000));

    assertThat(problems(GOOD.replace("\"x\": 1", Quoted.text(key) + ": " + value)))
        .isNotEmpty()
        .allMatch(problem -> problem.length() < 600);
  }

  @Test
  void a_hopeless_file_is_not_listed_line_by_line() {
    String text = "{\"lxc_configs\": {" + "\"a\": 1,".repeat(200_000) + "\"b\": 1}}";

    List<String> problems = problems(text);

    assertThat(problems).hasSizeLessThan(1100);
    assertThat(problems.get(problems.size() - 1)).contains("further problems are not listed");
  }

  @Test
  void a_mark_of_the_byte_order_is_no_problem() {
    assertThat(ConfigFiles.parse("\ufeff" + GOOD).infrastructure())
        .isEqualTo(ConfigFiles.parse(GOOD).infrastructure());
  }

  @Test
  void a_text_that_breaks_off_anywhere_is_refused_with_its_place() {
    for (int end = 0; end < GOOD.strip().length(); end++) {
      InvalidInputException refused = refusal(GOOD.substring(0, end));

      assertThat(refused.problems()).hasSize(1);
      assertThat(refused.problems().get(0).message())
          .as(GOOD.substring(0, end))
          .containsAnyOf("breaks off", "is empty", "cannot stand here");
    }
  }

  @Test
  void whatever_is_done_to_a_text_it_is_read_or_refused_with_complete_problems() {
    Random random = new Random(5);
    String junk = "{}[]:,\"\\/#'0123456789-+.eEtfn \n\t\u0000\u001b\ud83d\ufffe";
    int refused = 0;
    for (int i = 0; i < 5000; i++) {
      StringBuilder text = new StringBuilder(GOOD);
      for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
        int at = random.nextInt(text.length());
        String piece = String.valueOf(junk.charAt(random.nextInt(junk.length())));
        text.replace(at, at + random.nextInt(3), random.nextBoolean() ? piece : "");
      }

      refused += isRefusedWell(text.toString()) ? 1 : 0;
    }
    assertThat(refused).isGreaterThan(1000);
  }

  private static boolean isRefusedWell(String text) {
    try {
      ConfigFiles.parse(text);
      return false;
    } catch (InvalidInputException e) {
      assertThat(e.problems()).as(text).allMatch(HostileTextTest::isComplete);
      assertThat(e.problems()).as(text).anyMatch(Problem::isError);
      return true;
    }
  }

  private static boolean isComplete(Problem problem) {
    return problem.location().isPresent()
        && !problem.message().isBlank()
        && problem.toString().chars().noneMatch(Character::isISOControl);
  }

  private static List<String> problems(String text) {
    return refusal(text).problems().stream()
        .filter(Problem::isError)
        .map(Problem::toString)
        .toList();
  }

  private static InvalidInputException refusal(String text) {
    InvalidInputException refusal =
        catchThrowableOfType(InvalidInputException.class, () -> ConfigFiles.parse(text));
    assertThat(refusal).as(text).isNotNull();
    return refusal;
  }
}
