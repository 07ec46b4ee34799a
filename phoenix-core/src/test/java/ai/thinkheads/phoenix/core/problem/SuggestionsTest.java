package ai.thinkheads.phoenix.core.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionsTest {

  private static final List<String> FEATURES = List.of("docker", "ollama", "vllm");

  @Test
  void a_slip_of_the_finger_is_recognised() {
    assertThat(Suggestions.nearest("dokcer", FEATURES)).contains("docker");
    assertThat(Suggestions.nearest("vlm", FEATURES)).contains("vllm");
  }

  @Test
  void another_word_is_not_taken_for_a_slip() {
    assertThat(Suggestions.nearest("nginx", FEATURES)).isEmpty();
    assertThat(Suggestions.nearest("", FEATURES)).isEmpty();
  }
}
