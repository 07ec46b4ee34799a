package ai.thinkheads.phoenix.proxmox.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the functions do that feature scripts share, shown by a real bash. */
@Timeout(60)
class PreludeTest {

  @TempDir Path folder;
  private ScriptRun run;

  @BeforeEach
  void stage() {
    run = new ScriptRun(folder);
  }

  private ScriptRun.Result bash(String text) throws IOException {
    return run.bash("set -euo pipefail\n. \"$PHOENIX_PRELUDE\"\n" + text, "");
  }

  @Test
  void waiting_ends_when_it_succeeds_or_the_time_is_up() throws IOException {
    assertThat(bash("wait_until 30 test -e ../prelude.sh && echo there").output())
        .isEqualTo("there\n");
    assertThat(bash("wait_until 0 false || echo late").output()).isEqualTo("late\n");
  }

  @Test
  void giving_up_says_why() throws IOException {
    ScriptRun.Result result = bash("die no luck\necho not reached");

    assertThat(result).isEqualTo(new ScriptRun.Result(1, "no luck\n"));
  }

  @Test
  void a_file_is_written_only_when_it_changes() throws IOException {
    String script =
        """
        write_file FILE 600 <<<hello; echo $changed; changed=false
        stat -c '%a %i' FILE >1
        write_file FILE 600 <<<hello; echo $changed
        stat -c '%a %i' FILE >2
        cmp 1 2; cat 1 | cut -d ' ' -f 1; cat FILE; ls FILE*
        """
            .replace("FILE", folder + "/etc/app/conf");

    assertThat(bash(script).output())
        .isEqualTo("true\nfalse\n600\nhello\n" + folder + "/etc/app/conf\n");
  }

  @Test
  void a_file_behind_a_link_is_written_where_the_link_leads() throws IOException {
    Path real = Files.writeString(folder.resolve("real"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);

    bash("write_file " + link + " <<<new");

    assertThat(link).isSymbolicLink();
    assertThat(real).hasContent("new\n");
  }

  @Test
  void a_download_with_another_checksum_is_refused() throws IOException {
    Path source = Files.writeString(folder.resolve("source"), "content");
    String wrong = "0".repeat(64);

    ScriptRun.Result result =
        bash("fetch file://" + source + " " + wrong + " " + folder.resolve("copy"));

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output())
        .endsWith("does not have the checksum " + wrong + "; check the address and the checksum\n");
    assertThat(folder.resolve("copy")).doesNotExist();
    assertThat(folder.resolve("copy.part")).doesNotExist();
  }

  @Test
  void a_download_that_is_there_with_its_checksum_is_not_repeated() throws Exception {
    Path source = Files.writeString(folder.resolve("source"), "content");
    String sum =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256")
                    .digest("content".getBytes(StandardCharsets.UTF_8)));
    String fetch = "fetch file://" + source + " " + sum + " " + folder.resolve("copy");

    assertThat(bash(fetch).output()).isEqualTo("downloading file://" + source + "\n");
    Files.delete(source);

    assertThat(bash(fetch)).isEqualTo(new ScriptRun.Result(0, ""));
    assertThat(folder.resolve("copy")).hasContent("content");
  }

  @Test
  void a_download_without_a_checksum_must_be_of_https() throws IOException {
    assertThat(bash("fetch http://example.org/x '' x").output())
        .isEqualTo("http://example.org/x is not safe without a checksum; give one, or use https\n");
  }

  @Test
  void packages_that_are_installed_are_left_alone() throws IOException {
    run.stub("dpkg-query", "[ \"$4\" = jq ] && echo 'ii 1.6-2' || exit 1");
    run.stub("dpkg", "");
    run.stub("apt-get", "");

    bash("apt_install jq jq=1.6-2; echo -; apt_install jq=1.7 curl");

    assertThat(run.calls())
        .filteredOn(call -> call.startsWith("apt-get"))
        .hasSize(2)
        .satisfiesExactly(
            update -> assertThat(update).endsWith(" update"),
            install ->
                assertThat(install)
                    .endsWith(
                        "install --no-install-recommends --allow-downgrades"
                            + " --allow-change-held-packages jq=1.7 curl"));
  }

  @Test
  void apt_is_tried_again_while_another_holds_its_lock_and_after_a_failed_download()
      throws IOException {
    run.stub("dpkg", "");
    run.stub("sleep", "");
    run.stub(
        "apt-get",
        """
        case $(grep -c ^apt-get "$CALLS") in
          [1-5]) echo 'E: Could not get lock /var/lib/apt/lists/lock' >&2; exit 100 ;;
          [67]) echo 'E: Failed to fetch' >&2; exit 100 ;;
        esac
        """);

    assertThat(bash("apt_get update && echo good").output()).endsWith("good\n");
    assertThat(run.calls()).filteredOn(call -> call.startsWith("apt-get")).hasSize(8);
  }

  @Test
  void apt_gives_up_after_three_failures() throws IOException {
    run.stub("dpkg", "");
    run.stub("sleep", "");
    run.stub("apt-get", "echo 'E: Failed to fetch' >&2; exit 100");

    ScriptRun.Result result = bash("apt_get update\necho not reached");

    assertThat(result).isEqualTo(new ScriptRun.Result(1, "E: Failed to fetch\n".repeat(3)));
  }

  @Test
  void an_interrupted_installation_is_finished_first() throws IOException {
    run.stub("dpkg", "[ \"$1\" != --audit ] || echo broken");
    run.stub("apt-get", "");

    bash("apt_get update");

    assertThat(run.calls().get(1)).isEqualTo("dpkg --configure -a --force-confdef --force-confold");
  }

  @Test
  void a_service_is_restarted_only_when_something_changed() throws IOException {
    run.stub("systemctl", "");

    bash("enable_service app; changed=true; enable_service app");

    assertThat(run.calls())
        .containsExactly(
            "systemctl daemon-reload",
            "systemctl --quiet enable app",
            "systemctl start app",
            "systemctl daemon-reload",
            "systemctl --quiet enable app",
            "systemctl restart app");
  }

  @Test
  void a_service_that_does_not_start_shows_its_journal() throws IOException {
    run.stub("systemctl", "[ \"$1\" != start ]");
    run.stub("journalctl", "echo 'bind: address already in use'");

    assertThat(bash("enable_service app"))
        .isEqualTo(
            new ScriptRun.Result(1, "bind: address already in use\nservice app does not start\n"));
  }
}
