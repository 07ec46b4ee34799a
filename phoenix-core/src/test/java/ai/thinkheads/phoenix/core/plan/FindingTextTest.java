package ai.thinkheads.phoenix.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.text.Page;
import ai.thinkheads.phoenix.core.text.Sheet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How what was found inside of guests is shown. */
class FindingTextTest {

  @Test
  void what_fails_has_a_line_each_and_what_is_unknown_one_for_each_reason() {
    Sheet sheet = new Sheet();

    FindingText.write(
        List.of(
            Finding.unknown("base_setup", "the guest is stopped"),
            Finding.works("docker"),
            Finding.fails("redis", "Redis does not answer\non port 6379"),
            Finding.unknown("web", "its script has no verify part"),
            Finding.unknown("nvidia", "the guest is stopped")),
        sheet);

    assertThat(sheet.on(Page.plain()).lines().map(String::strip))
        .containsExactly(
            "redis fails: Redis does not answer; on port 6379",
            "base_setup, nvidia are unknown: the guest is stopped",
            "web is unknown: its script has no verify part");
  }
}
