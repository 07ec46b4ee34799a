package ai.thinkheads.phoenix.proxmox.library;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.proxmox.guest.ScriptRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The open_webui script, run by a real bash with a stand-in for Docker. */
@Timeout(60)
class OpenWebuiScriptTest {

  @TempDir Path folder;
  private ScriptRun run;
  private Attributes given;

  @BeforeEach
  void guest() throws IOException {
    run = DockerStandIn.guest(folder);
    given = Attributes.of("data", folder.resolve("data").toString());
  }

  private ScriptRun.Result install(Attributes parameters) throws IOException {
    return run.install(new OpenWebuiFeature(), parameters);
  }

  @Test
  void it_is_told_of_its_servers_by_a_file() throws IOException {
    ScriptRun.Result result =
        install(
            given
                .with("ollama", "10.0.0.55")
                .with("openai", List.of("10.0.0.50:8000", "https://api.example.org/v1"))
                .with("openai_api_key", "open"));

    assertThat(result.status()).as(result.output()).isZero();
    assertThat(folder.resolve("etc/open-webui.env"))
        .hasContent(
            """
            ENABLE_OLLAMA_API=true
            OLLAMA_BASE_URLS=http://10.0.0.55:11434
            ENABLE_OPENAI_API=true
            OPENAI_API_BASE_URLS=http://10.0.0.50:8000/v1;https://api.example.org/v1
            OPENAI_API_KEYS=open;open
            ENABLE_PERSISTENT_CONFIG=false
            WEBUI_SECRET_KEY_FILE=/app/backend/data/.webui_secret_key
            """);
    assertThat(run.calls())
        .anyMatch(
            call ->
                call.startsWith("docker run --detach --name open-webui ")
                    && call.endsWith("/etc/open-webui.env ghcr.io/open-webui/open-webui:v0.6.30"))
        .anyMatch(call -> call.endsWith("http://localhost:8080/health"));
  }

  @Test
  void without_servers_it_looks_for_none() throws IOException {
    install(given);

    assertThat(folder.resolve("etc/open-webui.env"))
        .content()
        .contains("ENABLE_OLLAMA_API=false\n", "ENABLE_OPENAI_API=false\n");
  }

  @Test
  void another_server_replaces_the_container_and_the_same_does_not() throws IOException {
    install(given.with("ollama", "10.0.0.55"));
    install(given.with("ollama", "10.0.0.55"));
    assertThat(run.calls()).noneMatch(call -> call.startsWith("docker rm"));

    install(given.with("ollama", "10.0.0.56"));
    assertThat(run.calls()).contains("docker rm --force open-webui");
  }
}
