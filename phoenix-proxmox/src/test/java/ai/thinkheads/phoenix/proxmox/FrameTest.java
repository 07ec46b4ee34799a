package ai.thinkheads.phoenix.proxmox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {

  @Test
  void sizes_count_bytes_so_that_contents_can_hold_anything() throws GarbledOutputException {
    assertThat(parse("begin 1 0\n1\nfile 7 11\ngrüßeend 0 0\n\n12\nend 0 0\n\n"))
        .extracting(frame -> frame.kind() + "|" + frame.name() + "|" + frame.text())
        .containsExactly("begin|1|", "file|grüße|end 0 0\n\n12", "end||");
  }

  @Test
  void an_output_that_breaks_off_anywhere_is_refused() {
    byte[] whole = "begin 1 0\n1\nfile 1 3\na\nb\n\nend 0 0\n\n".getBytes(UTF_8);

    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> Frame.parse(part, "begin", "end"))
          .as("the first %d bytes", length)
          .isInstanceOf(GarbledOutputException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Welcome to pve1\nbegin 1 0\n1\nend 0 0\n\n",
        "begin 1 0\n1\nend 0 0\n\nlogout\n",
        "begin 1 0\n1\nfile 1 -1\na\nend 0 0\n\n",
        "begin 1 0\n1\nfile 1 9999999999\na\nend 0 0\n\n",
        "begin 1 0\n1\nfile 1\na\nend 0 0\n\n",
        "begin 1 0\n1\nfile 1 1\nabc\nend 0 0\n\n",
        "file 1 0\n1\nend 0 0\n\n",
        "end 0 0\n\n",
      })
  void anything_but_frames_is_refused(String output) {
    assertThatThrownBy(() -> parse(output)).isInstanceOf(GarbledOutputException.class);
  }

  private static List<Frame> parse(String output) throws GarbledOutputException {
    return Frame.parse(output.getBytes(UTF_8), "begin", "end");
  }
}
