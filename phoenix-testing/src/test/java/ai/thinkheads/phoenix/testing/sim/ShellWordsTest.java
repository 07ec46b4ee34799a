package ai.thinkheads.phoenix.testing.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.thinkheads.phoenix.proxmox.shell.ShellQuoting;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordsTest {

  @Test
  void words_are_split_at_blanks_outside_of_quotes() {
    assertThat(ShellWords.simple("  pct  exec 100 -- echo 'two  words' \"a\\\"b\" c\\ d '' e''f "))
        .containsExactly("pct", "exec", "100", "--", "echo", "two  words", "a\"b", "c d", "", "ef");
    assertThat(ShellWords.simple("echo a#b # a remark")).containsExactly("echo", "a#b");
    assertThat(ShellWords.simple("echo one\\\ntwo")).containsExactly("echo", "onetwo");
    assertThat(ShellWords.simple("")).isEmpty();
  }

  @Test
  void what_phoenix_quotes_comes_back_as_it_was() {
    Random random = new Random(7);
    String signs = "ab '\"\\$`|&;<>()*?[]{}~#!=%\n\tüé€😀-";
    for (int round = 0; round < 2_000; round++) {
      List<String> words = new ArrayList<>();
      words.add("printf");
      for (int word = random.nextInt(4); word >= 0; word--) {
        StringBuilder text = new StringBuilder();
        for (int sign = random.nextInt(8); sign > 0; sign--) {
          text.appendCodePoint(signs.codePoints().skip(random.nextInt(34)).findFirst().orElse('x'));
        }
        words.add(text.toString());
      }

      assertThat(ShellWords.simple(ShellQuoting.join(words))).isEqualTo(words);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a; b",
        "a && b",
        "a | b",
        "a > b",
        "a < b",
        "a &",
        "(a)",
        "a\nb",
        "echo $HOME",
        "echo \"$HOME\"",
        "echo `id`",
        "echo \"`id`\"",
        "echo *",
        "echo a?",
        "echo [ab]",
        "echo ~",
        "echo 'open",
        "echo \"open"
      })
  void what_a_real_shell_would_chain_or_expand_is_refused(String line) {
    assertThatIllegalArgumentException().isThrownBy(() -> ShellWords.simple(line));
  }
}
