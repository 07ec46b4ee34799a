package ai.thinkheads.phoenix.lab;

import static ai.thinkheads.phoenix.dsl.Features.docker;
import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.FeatureUse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The Docker engine of Debian in a real guest. */
@InLab
@Timeout(500)
class DockerTest {

  private static final FeatureUse DOCKER = docker().with("compose", false);
  private static final String PROCESS = "systemctl show --property MainPID --value docker";

  @Test
  void it_runs_containers_and_a_changed_parameter_keeps_them(Lab lab) {
    LabGuest guest = lab.install(965, DOCKER);
    guest.sh("apt-get install -qq -y busybox-static >/dev/null 2>&1");
    guest.sh("tar -c -C / bin/busybox | docker import - tiny");

    assertThat(guest.sh("docker run --rm --network none tiny /bin/busybox echo 42"))
        .isEqualTo("42");
    assertThat(guest.sh("docker info --format '{{.Driver}}'")).isEqualTo("overlay2");
    assertThat(guest.read("/etc/docker/daemon.json")).contains("\"max-size\": \"10m\"");
    String process = guest.sh(PROCESS);

    guest.sh("rm -r /var/lib/phoenix");
    lab.install(965, DOCKER);

    assertThat(guest.sh(PROCESS)).isEqualTo(process);

    guest.sh("jq '. + {\"labels\": [\"owner=me\"]}' /etc/docker/daemon.json >/tmp/new");
    guest.sh("mv /tmp/new /etc/docker/daemon.json");
    lab.install(965, DOCKER.with("log_max_size", "5m").with("daemon", Map.of("debug", true)));

    assertThat(guest.sh("jq -c '[.labels, .debug, .\"log-opts\"]' /etc/docker/daemon.json"))
        .isEqualTo("[[\"owner=me\"],true,{\"max-size\":\"5m\",\"max-file\":\"3\"}]");
    assertThat(guest.sh("docker info --format '{{.Labels}} {{.Debug}}'"))
        .isEqualTo("[owner=me] true");
    assertThat(guest.sh("docker image ls --quiet tiny")).isNotEmpty();
  }
}
