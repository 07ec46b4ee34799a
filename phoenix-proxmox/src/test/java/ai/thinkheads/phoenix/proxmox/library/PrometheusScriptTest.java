package ai.thinkheads.phoenix.proxmox.library;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.proxmox.guest.ScriptRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The prometheus script, run by a real bash with stand-ins for Prometheus and systemd. */
@Timeout(60)
class PrometheusScriptTest {

  private static final PrometheusFeature PROMETHEUS = new PrometheusFeature();

  @TempDir Path folder;
  private ScriptRun run;
  private Path config;

  @BeforeEach
  void guest() throws IOException {
    run = new ScriptRun(folder);
    run.impatient();
    config = folder.resolve("etc/prometheus/prometheus.yml");
    run.stubs("apt-get", "dpkg", "systemctl", "promtool", "curl");
    run.stub("journalctl", "echo 'listen tcp: address already in use'");
    run.stub("dpkg-query", "echo 'ii 1'");
  }

  @Test
  void what_it_cannot_read_does_not_replace_what_it_scrapes() throws IOException {
    run.install(PROMETHEUS, Attributes.none());
    String before = Files.readString(config);
    run.calls();
    run.stub("promtool", "echo 'FAILED: parsing YAML'; exit 1");

    ScriptRun.Result result = run.install(PROMETHEUS, Attributes.of("interval_seconds", 30));

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output())
        .endsWith("FAILED: parsing YAML\nPrometheus cannot read what would be its configuration\n");
    assertThat(config).hasContent(before);
    assertThat(run.calls()).noneMatch(call -> call.startsWith("systemctl"));
  }

  @Test
  void one_that_does_not_get_ready_shows_its_journal_and_is_no_success() throws IOException {
    run.stub("curl", "exit 7");

    ScriptRun.Result result = run.install(PROMETHEUS, Attributes.of("port", 9191));

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output())
        .endsWith("listen tcp: address already in use\nPrometheus is not ready on port 9191\n");
    assertThat(run.calls()).contains("journalctl --no-pager --lines 20 --unit prometheus");
  }

  @Test
  void one_that_does_not_start_shows_its_journal() throws IOException {
    run.stub("systemctl", "[[ $1 != restart ]]");

    assertThat(run.install(PROMETHEUS, Attributes.none()).output())
        .endsWith("address already in use\nservice prometheus does not start\n");
  }
}
