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

/** The n8n script, run by a real bash with a stand-in for Docker. */
@Timeout(60)
class N8nScriptTest {

  @TempDir Path folder;
  private ScriptRun run;
  private Attributes given;

  @BeforeEach
  void guest() throws IOException {
    run = DockerStandIn.guest(folder);
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.writeString(data.resolve("database"), "workflows");
    given = Attributes.of("data", data.toString());
  }

  @Test
  void its_data_lies_in_a_folder_of_the_guest_and_outlives_the_container() throws IOException {
    ScriptRun.Result result = run.install(new N8nFeature(), given);

    assertThat(result.status()).as(result.output()).isZero();
    assertThat(run.calls())
        .anyMatch(
            call ->
                call.startsWith("docker run --detach --name n8n ")
                    && call.endsWith(
                        " --publish 5678:5678 --volume "
                            + folder
                            + "/data:/home/node/.n8n --env GENERIC_TIMEZONE=UTC --env"
                            + " N8N_SECURE_COOKIE=false n8nio/n8n:1.100.1"));

    run.install(new N8nFeature(), given.with("version", "1.101.0"));

    assertThat(run.calls()).contains("docker rm --force n8n");
    assertThat(folder.resolve("data/database")).hasContent("workflows");
  }

  @Test
  void a_second_time_nothing_is_replaced() throws IOException {
    run.install(new N8nFeature(), given);
    run.calls();

    run.install(new N8nFeature(), given);

    assertThat(run.calls()).contains("docker start n8n").noneMatch(c -> c.startsWith("docker run"));
  }

  @Test
  void behind_a_url_with_tls_its_cookies_are_secure() throws IOException {
    run.install(new N8nFeature(), given.with("url", "https://n8n.example.org/"));

    assertThat(run.calls())
        .anyMatch(call -> call.contains("--env WEBHOOK_URL=https://n8n.example.org/"))
        .noneMatch(call -> call.contains("N8N_SECURE_COOKIE"));
  }

  @Test
  void one_that_does_not_answer_is_no_success() throws IOException {
    run.stub("curl", "exit 22");

    assertThat(run.verify(new N8nFeature(), given))
        .isEqualTo(new ScriptRun.Result(1, "n8n does not answer on port 5678\n"));
  }
}
