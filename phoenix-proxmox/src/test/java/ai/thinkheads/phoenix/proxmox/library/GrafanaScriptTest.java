package ai.thinkheads.phoenix.proxmox.library;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.proxmox.guest.ScriptRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The grafana script, run by a real bash with stand-ins for its package and its server. */
@Timeout(60)
class GrafanaScriptTest {

  @TempDir Path folder;
  private ScriptRun run;

  @BeforeEach
  void guest() throws IOException {
    run = new ScriptRun(folder);
    run.stubs("dpkg", "systemctl", "journalctl");
    run.stub(
        "dpkg-query", "if [ \"${!#}\" = grafana ]; then cat ../installed; else echo 'ii 1'; fi");
    run.stub("gpg", "echo fpr:::::::::B53AE77BADB630A683046005963FA27710458545:");
    run.stub("apt-get", "case $* in *grafana=*) echo 'ii  12.1.1' >../installed ;; esac");
    run.stub(
        "curl",
        """
        while [ $# -gt 1 ]; do
          case $1 in
            --output) [ "$2" == /dev/null ] || echo key >"$2" ;;
            --config) [ "$(cat)" == "user = \\"admin:$(cat ../password 2>/dev/null)\\"" ] || exit 22 ;;
          esac
          shift
        done
        """);
    run.stub("runuser", "cat >../password");
    Files.writeString(folder.resolve("installed"), "un ");
  }

  private ScriptRun.Result install(Attributes given) throws IOException {
    return run.install(new GrafanaFeature(), given);
  }

  @Test
  void it_is_installed_and_shows_its_prometheus() throws IOException {
    ScriptRun.Result result = install(Attributes.of("prometheus", "10.0.0.63"));

    assertThat(result.status()).as(result.output()).isZero();
    assertThat(folder.resolve("etc/grafana/provisioning/datasources/phoenix.yaml"))
        .content()
        .contains("url: \"http://10.0.0.63:9090\"");
    assertThat(folder.resolve("etc/systemd/system/grafana-server.service.d/phoenix.conf"))
        .content()
        .contains("Environment=GF_SERVER_HTTP_PORT=3000\n");
    assertThat(folder.resolve("etc/apt/sources.list.d/grafana.list"))
        .content()
        .contains("https://apt.grafana.com stable main");
    assertThat(run.calls()).contains("systemctl restart grafana-server");
  }

  @Test
  void a_second_time_nothing_is_restarted_and_the_password_stays() throws IOException {
    install(Attributes.none());
    String password = Files.readString(folder.resolve("password"));
    run.calls();

    install(Attributes.none());

    assertThat(password).matches("[0-9a-f]{32}\n");
    assertThat(folder.resolve("password")).hasContent(password);
    assertThat(run.calls())
        .contains("systemctl start grafana-server")
        .noneMatch(call -> call.startsWith("runuser") || call.contains("install"));
  }

  @Test
  void another_password_is_set_without_any_argument_that_holds_it() throws IOException {
    install(Attributes.of("admin_password", "0p3n"));
    install(Attributes.of("admin_password", "cl0sed"));

    Path secret = folder.resolve("etc/grafana/phoenix-admin-password");
    assertThat(folder.resolve("password")).hasContent("cl0sed\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
        .isEqualTo("rw-------");
    assertThat(run.calls()).noneMatch(call -> call.contains("0p3n") || call.contains("cl0sed"));
  }

  @Test
  void a_key_that_is_not_grafanas_is_refused() throws IOException {
    run.stub("gpg", "echo fpr:::::::::0000:");

    ScriptRun.Result result = install(Attributes.none());

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output()).contains("do not trust it");
    assertThat(folder.resolve("etc/apt/sources.list.d/grafana.list")).doesNotExist();
  }

  @Test
  void one_that_does_not_answer_is_no_success() throws IOException {
    install(Attributes.none());
    run.stub("curl", "exit 7");

    assertThat(run.verify(new GrafanaFeature(), Attributes.none()))
        .isEqualTo(new ScriptRun.Result(1, "Grafana does not answer on port 3000\n"));
  }
}
