package ai.thinkheads.phoenix.proxmox.library;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.proxmox.guest.ScriptRun;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The portainer script, run by a real bash with a stand-in for Docker that keeps a label. */
@Timeout(60)
class PortainerScriptTest {

  private static final Attributes SERVER = Attributes.of("role", "server");

  @TempDir Path folder;
  private ScriptRun run;

  @BeforeEach
  void guest() throws IOException {
    run = DockerStandIn.guest(folder);
  }

  private ScriptRun.Result install(Attributes given) throws IOException {
    return run.install(new PortainerFeature(), given);
  }

  @Test
  void a_server_keeps_its_data_in_a_volume() throws IOException {
    ScriptRun.Result result = install(SERVER);

    assertThat(result.status()).as(result.output()).isZero();
    assertThat(run.calls())
        .anyMatch(
            call ->
                call.startsWith("docker run --detach --name portainer --label ")
                    && call.endsWith(
                        " --restart always --publish 9443:9443 --volume"
                            + " /var/run/docker.sock:/var/run/docker.sock --volume"
                            + " portainer_data:/data portainer/portainer-ce:2.27.9"));
  }

  @Test
  void the_same_container_is_kept_and_another_replaced() throws IOException {
    install(SERVER);
    run.calls();

    install(SERVER);
    assertThat(run.calls())
        .contains("docker start portainer")
        .noneMatch(call -> call.startsWith("docker run"));

    install(SERVER.with("port", 443));
    assertThat(run.calls()).contains("docker rm --force portainer");
  }

  @Test
  void a_container_of_someone_else_is_not_touched() throws IOException {
    run.stub("docker", "case \"$1 $2\" in 'container inspect') echo ;; esac");

    ScriptRun.Result result = install(SERVER);

    assertThat(result.output())
        .contains("remove it with: docker rm -f portainer")
        .contains("did not make");
    assertThat(run.calls()).noneMatch(call -> call.startsWith("docker rm"));
  }

  @Test
  void an_agent_is_an_agent() throws IOException {
    install(Attributes.of("role", "agent"));

    assertThat(run.calls())
        .anyMatch(
            call ->
                call.startsWith("docker run --detach --name portainer_agent ")
                    && call.endsWith(
                        " --publish 9001:9001 --volume /var/run/docker.sock:/var/run/docker.sock"
                            + " --volume /var/lib/docker/volumes:/var/lib/docker/volumes"
                            + " portainer/agent:2.27.9"))
        .anyMatch(call -> call.startsWith("curl") && call.endsWith("https://localhost:9001/ping"));
  }
}
