package ai.thinkheads.phoenix.proxmox.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineSplitterTest {

  private final List<String> lines = new ArrayList<>();
  private final LineSplitter splitter = new LineSplitter(lines::add);

  @Test
  void lines_are_cut_at_lf_and_cr_lf_wherever_the_bytes_are_torn() {
    for (byte b : "one\ntwo\r\n\nthrée\rx\nlast".getBytes(StandardCharsets.UTF_8)) {
      splitter.feed(new byte[] {b});
    }
    splitter.end();

    assertThat(lines).containsExactly("one", "two", "", "thrée\rx", "last");
  }

  @Test
  void nothing_is_passed_on_after_a_final_line_break() {
    splitter.feed("one\n".getBytes(StandardCharsets.UTF_8));
    splitter.end();

    assertThat(lines).containsExactly("one");
  }

  @Test
  void overlong_line_loses_its_end_and_the_next_one_nothing() {
    String endless = "x".repeat(LineSplitter.MAX_LINE + 5_000);

    splitter.feed((endless + "\nnext\n").getBytes(StandardCharsets.UTF_8));

    assertThat(lines).containsExactly("x".repeat(LineSplitter.MAX_LINE), "next");
  }
}
