package ai.thinkheads.phoenix.proxmox.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Scripts in parts, run by a real bash. */
@Timeout(60)
class PartsTest {

  private static final String GREETING =
      """
      # motd: a greeting
      check() { grep -qxF "$param_text" motd; }
      apply() { write_file motd <<<"$param_text"; say "greeting in $1"; }
      verify() { [[ -s motd ]] || die "there is no greeting"; }
      """;

  @TempDir Path folder;
  private ScriptRun run;

  @BeforeEach
  void bash() {
    run = new ScriptRun(folder);
  }

  private Path motd() {
    return folder.resolve("work/motd");
  }

  @Test
  void what_is_not_so_is_applied() throws IOException {
    ScriptRun.Result result = run.parts(GREETING, "param_text='hello world'\n");

    assertThat(result.status()).as(result.output()).isZero();
    assertThat(result.output()).contains("greeting in 902");
    assertThat(motd()).hasContent("hello world");
  }

  @Test
  void what_is_so_already_is_left_alone() throws IOException {
    Files.writeString(motd(), "hello\nand more\n");

    ScriptRun.Result result = run.parts(GREETING, "param_text=hello\n");

    assertThat(result).isEqualTo(new ScriptRun.Result(0, "is so already\n"));
    assertThat(motd()).hasContent("hello\nand more");
  }

  @Test
  void verifying_changes_nothing() throws IOException {
    assertThat(run.parts(GREETING, "param_text=hello\n", "verify"))
        .isEqualTo(new ScriptRun.Result(1, "there is no greeting\n"));
    assertThat(motd()).doesNotExist();
  }

  @Test
  void what_was_applied_but_does_not_work_has_failed() throws IOException {
    ScriptRun.Result result = run.parts("apply() { :; }\nverify() { return 7; }\n", "");

    assertThat(result).isEqualTo(new ScriptRun.Result(7, ""));
  }

  @Test
  void a_part_ends_at_its_first_error() throws IOException {
    String script =
        """
        check() { false; true; }
        apply() { say begun; false | true; say "not reached"; }
        """;

    assertThat(run.parts(script, "")).isEqualTo(new ScriptRun.Result(1, "begun\n"));
  }

  @Test
  void parts_that_a_script_does_not_have_are_no_failure() throws IOException {
    assertThat(run.parts("apply() { :; }\n", "")).isEqualTo(new ScriptRun.Result(0, ""));
    assertThat(run.parts("apply() { false; }\n", "", "verify"))
        .isEqualTo(new ScriptRun.Result(0, ""));
  }
}
