package ai.thinkheads.phoenix.dsl.user;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.ContainerOption;
import ai.thinkheads.phoenix.dsl.ContainerBlock;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about options says what the table of options says. */
class OptionsPageTest {

  private static final Path PAGE = Path.of("..", "docs", "options.md");

  /** The words of the DSL whose names are not the option's. */
  private static final Map<ContainerOption, String> WORDS =
      new TreeMap<>(
          Map.of(
              ContainerOption.ARCH, "architecture",
              ContainerOption.CMODE, "consoleMode",
              ContainerOption.CPULIMIT, "cpuLimit",
              ContainerOption.CPUUNITS, "cpuUnits",
              ContainerOption.HOOKSCRIPT, "hookScript",
              ContainerOption.OSTYPE, "osType",
              ContainerOption.SEARCHDOMAIN, "searchDomains",
              ContainerOption.TTY, "terminals"));

  @Test
  void every_option_has_its_row_and_no_other() throws IOException {
    List<String> rows =
        Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| `")).toList();

    assertThat(rows)
        .isEqualTo(Stream.of(ContainerOption.values()).map(OptionsPageTest::row).toList());
  }

  @Test
  void every_word_of_the_page_is_a_word_of_the_dsl() {
    List<String> words =
        Stream.of(ContainerBlock.class.getMethods()).map(Method::getName).distinct().toList();

    assertThat(words)
        .containsAll(Stream.of(ContainerOption.values()).map(OptionsPageTest::word).toList());
  }

  private static String word(ContainerOption option) {
    return WORDS.getOrDefault(option, option.key());
  }

  private static String row(ContainerOption option) {
    return "| `%s` | `.%s(…)` | %s | %s | %s | %s |"
        .formatted(
            option.key(),
            word(option),
            option.kind().expectation(),
            option.defaultValue().map(value -> "`" + value + "`").orElse("none"),
            option.since() > 8 ? String.valueOf(option.since()) : "any",
            option.summary());
  }
}
