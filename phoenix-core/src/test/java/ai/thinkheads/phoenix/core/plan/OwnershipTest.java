package ai.thinkheads.phoenix.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnershipTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "notes", "grüße: 100 %\n\n<!-- mine -->"})
  void what_is_remembered_is_found_again_and_the_notes_stay(String notes) {
    Ownership ownership =
        new Ownership(
            new TreeSet<>(List.of("mp:/da ta", "mp:/grüße%20", "net1", "mp:/a-->b", "mp:/a+b")));

    String text = ownership.in(notes);

    assertThat(Ownership.of(text)).isEqualTo(ownership);
    assertThat(Ownership.withoutMark(text)).isEqualTo(notes);
    assertThat(text.lines().reduce((one, next) -> next).orElseThrow())
        .startsWith("<!-- phoenix: ")
        .endsWith(" -->");
  }

  @Test
  void nothing_leaves_no_mark() {
    assertThat(new Ownership(new TreeSet<>()).in("notes")).isEqualTo("notes");
    assertThat(Ownership.of("notes").names()).isEmpty();
  }
}
