package ai.thinkheads.phoenix.proxmox.guest;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.HealthCheck;
import ai.thinkheads.phoenix.core.model.HealthProbe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a health check asks, run by a real bash. */
@Timeout(60)
class HealthScriptTest {

  @TempDir Path folder;
  private ScriptRun run;

  @BeforeEach
  void unitsAndTheirJournal() throws IOException {
    run = new ScriptRun(folder);
    run.stub(
        "systemctl",
        "case $1 in is-active) [ \"${!#}\" = up ] && echo active || { echo failed; exit 3; } ;; esac");
    run.stub("journalctl", "echo \"${!#} says: no model\"");
    run.stub("curl", "case ${!#} in */good) ;; *) echo 'curl: (22) 500' >&2; exit 22 ;; esac");
    run.stub("nvidia-smi", "echo 'GPU 0: NVIDIA'");
  }

  private ScriptRun.Result tried(HealthProbe... probes) throws IOException {
    return run.bash(HealthScript.of(HealthCheck.of(probes)), "");
  }

  @Test
  void a_command_that_fails_tells_of_the_services_that_have_failed() throws IOException {
    run.stub("systemctl", "printf '%s loaded failed failed Text\\n' a.service b.service");

    assertThat(tried(new HealthProbe.Command("echo no answer; exit 7")))
        .isEqualTo(
            new ScriptRun.Result(
                7,
                """
                no answer
                health check failed with exit status 7: command
                a.service says: no model
                b.service says: no model
                """));
  }

  @Test
  void it_succeeds_when_all_that_is_asked_succeeds() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(
              tried(
                  new HealthProbe.Http("http://localhost/good"),
                  new HealthProbe.Tcp(server.getLocalPort()),
                  new HealthProbe.Unit("up"),
                  new HealthProbe.Command("test 'a b' = \"a b\""),
                  new HealthProbe.NvidiaSmi()))
          .isEqualTo(new ScriptRun.Result(0, ""));
    }
  }

  @Test
  void the_first_that_fails_is_named_and_the_journal_of_the_units_is_told() throws IOException {
    assertThat(tried(new HealthProbe.Unit("up"), new HealthProbe.Http("http://localhost/bad")))
        .isEqualTo(
            new ScriptRun.Result(
                22,
                """
                curl: (22) 500
                health check failed with exit status 22: http://localhost/bad
                up says: no model
                """));
    assertThat(tried(new HealthProbe.Unit("down")))
        .isEqualTo(
            new ScriptRun.Result(
                1,
                """
                unit down is failed
                health check failed with exit status 1: unit down
                down says: no model
                """));
  }

  @Test
  void a_port_on_which_nobody_listens_fails() throws IOException {
    int port;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
    }

    assertThat(tried(new HealthProbe.Tcp(port), new HealthProbe.NvidiaSmi()))
        .isEqualTo(
            new ScriptRun.Result(
                1, "health check failed with exit status 1: tcp port " + port + "\n"));
  }

  @Test
  void a_driver_without_a_gpu_fails() throws IOException {
    run.stub("nvidia-smi", "echo 'No devices were found'");

    assertThat(tried(new HealthProbe.NvidiaSmi()).output())
        .isEqualTo("No devices were found\nhealth check failed with exit status 1: nvidia-smi\n");
  }
}
