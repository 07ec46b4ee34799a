package ai.thinkheads.phoenix.proxmox.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.proxmox.guest.ScriptRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The docker script, run by a real bash with stand-ins for apt, systemd and Docker. */
@Timeout(60)
class DockerScriptTest {

  @TempDir Path folder;
  private ScriptRun run;
  private Path config;

  @BeforeEach
  void guest() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/jq")), "jq is not installed");
    run = new ScriptRun(folder);
    config = folder.resolve("etc/docker/daemon.json");
    run.stub("apt-get", "");
    run.stub("apt-mark", "");
    run.stub("systemctl", "");
    run.stub("docker", "");
    run.stub("dpkg", "[ \"$1\" != --compare-versions ] || exec /usr/bin/dpkg \"$@\"");
    run.stub(
        "dpkg-query", "case $3 in *Abbrev*) echo 'ii 20.10.24-1' ;; *) echo -n 20.10.24-1 ;; esac");
    run.stub(
        "apt-cache",
        """
        case "$1 $2" in
          'policy docker-compose-v2') printf 'x:\\n  Candidate: 2.24.6\\n' ;;
          madison*) printf ' docker.io | %s | http://host\\n' 5:27.5.1-1~deb 5:27.5.0-1~deb 20.10.24-1 ;;
        esac
        """);
  }

  private ScriptRun.Result install(Attributes given) throws IOException {
    return run.install(new DockerFeature(), given);
  }

  @Test
  void logs_are_limited_and_foreign_keys_stay() throws IOException {
    Files.createDirectories(config.getParent());
    Files.writeString(
        config,
        "{\"dns\": [\"10.0.0.1\"], \"log-opts\": {\"compress\": \"true\", \"max-file\": \"9\"}}");

    ScriptRun.Result result = install(Attributes.of("daemon", Map.of("data-root", "/data")));

    assertThat(result.status()).as(result.output()).isZero();
    assertThat(config)
        .hasContent(
            """
            {
              "dns": [
                "10.0.0.1"
              ],
              "log-opts": {
                "compress": "true",
                "max-file": "3",
                "max-size": "10m"
              },
              "log-driver": "json-file",
              "data-root": "/data"
            }
            """);
    assertThat(run.calls()).contains("systemctl restart docker", "docker compose version");
  }

  @Test
  void the_limits_of_another_log_driver_are_left_alone() throws IOException {
    Files.createDirectories(config.getParent());
    Files.writeString(config, "{\"log-driver\": \"journald\"}");

    install(Attributes.none());

    assertThat(config).hasContent("{\"log-driver\": \"journald\"}");
  }

  @Test
  void a_second_time_nothing_is_installed_or_restarted() throws IOException {
    install(Attributes.none());
    run.calls();

    ScriptRun.Result again = install(Attributes.none());

    assertThat(again.status()).as(again.output()).isZero();
    assertThat(run.calls())
        .contains("systemctl start docker")
        .noneMatch(call -> call.startsWith("apt-get"))
        .noneMatch(call -> call.contains("restart"));
  }

  @Test
  void a_broken_daemon_json_is_not_overwritten() throws IOException {
    Files.createDirectories(config.getParent());
    Files.writeString(config, "{\"dns\": ");

    ScriptRun.Result result = install(Attributes.none());

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output()).endsWith(config + " is no JSON; mend or remove it\n");
    assertThat(config).hasContent("{\"dns\": ");
  }

  @Test
  void a_version_is_the_newest_of_its_line_and_held() throws IOException {
    ScriptRun.Result result = install(Attributes.of("version", "27.5"));

    assertThat(result.output()).endsWith("docker.io 20.10.24-1 is installed instead of 27.5\n");
    List<String> calls = run.calls();
    assertThat(calls).anyMatch(call -> call.endsWith(" docker.io=5:27.5.1-1~deb"));
    assertThat(calls).contains("apt-mark hold docker.io");
  }

  @Test
  void a_version_that_is_not_offered_is_told_with_those_that_are() throws IOException {
    assertThat(install(Attributes.of("version", "27.6")).output())
        .contains("no version 27.6 of docker.io is offered; choose from: ")
        .contains("5:27.5.1-1~deb", "20.10.24-1");
  }

  @Test
  void a_distribution_without_compose_is_told_before_anything_is_installed() throws IOException {
    run.stub("apt-cache", "");

    ScriptRun.Result result = install(Attributes.none());

    assertThat(result.output()).endsWith("set source to \"docker\", or compose to false\n");
    assertThat(run.calls())
        .noneMatch(call -> call.startsWith("apt-get") && call.contains("docker"));
  }

  private void nvidiaSource(String fingerprint) throws IOException {
    run.stub(
        "curl", "while [ $# -gt 1 ]; do [ \"$1\" != --output ] || echo key >\"$2\"; shift; done");
    run.stub("gpg", "echo fpr:::::::::" + fingerprint + ":");
    run.stub("nvidia-ctk", "");
    run.stub("dpkg-query", "case $3 in *Abbrev*) echo 'ii 1.17.8-1' ;; *) echo -n 1 ;; esac");
  }

  @Test
  void containers_use_gpus_by_the_pinned_toolkit() throws IOException {
    nvidiaSource("C95B321B61E88C1809C4F759DDCAE044F796ECB0");

    ScriptRun.Result result = install(Attributes.of("nvidia_toolkit", "1.17.8-1"));

    assertThat(result.status()).as(result.output()).isZero();
    assertThat(config)
        .content()
        .contains("\"default-runtime\": \"nvidia\"", "\"path\": \"nvidia-container-runtime\"");
    assertThat(folder.resolve("etc/apt/sources.list.d/nvidia-container-toolkit.list"))
        .content()
        .contains("https://nvidia.github.io/libnvidia-container/stable/deb/");

    install(Attributes.none());
    assertThat(config).content().contains("\"default-runtime\": \"runc\"");
  }

  @Test
  void a_toolkit_whose_key_is_another_is_refused() throws IOException {
    nvidiaSource("0".repeat(40));

    assertThat(install(Attributes.of("nvidia_toolkit", "1.17.8-1")).output())
        .contains("is not C95B321B61E88C1809C4F759DDCAE044F796ECB0; do not trust it");
    assertThat(config).doesNotExist();
  }

  @Test
  void a_storage_driver_is_set_and_verified() throws IOException {
    run.stub("docker", "[ \"$3\" != '{{.Driver}}' ] || echo overlay2");

    assertThat(install(Attributes.of("storage_driver", "overlay2")).status()).isZero();
    assertThat(config).content().contains("\"storage-driver\": \"overlay2\"");
    assertThat(install(Attributes.of("storage_driver", "vfs")).output())
        .endsWith("Docker stores images with overlay2 instead of vfs\n");
  }

  @Test
  void a_fallback_to_slow_storage_is_told() throws IOException {
    run.stub("docker", "[ \"$3\" != '{{.Driver}}' ] || echo vfs");

    assertThat(install(Attributes.none()).output())
        .contains("warning: Docker stores images with vfs", "set storage_driver to fuse-overlayfs");
    assertThat(config).content().doesNotContain("storage-driver");
  }

  @Test
  void fuse_overlayfs_needs_its_device() throws IOException {
    assertThat(install(Attributes.of("storage_driver", "fuse-overlayfs")).output())
        .contains("restart the container with the flag fuse=1");
  }
}
