package ai.thinkheads.phoenix.proxmox.library;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.GpuAssignment;
import ai.thinkheads.phoenix.proxmox.guest.Lab;
import ai.thinkheads.phoenix.proxmox.guest.ScriptRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The llamacpp script, run by a real bash with stand-ins for curl, cmake and systemd. */
@Timeout(60)
class LlamaCppScriptTest {

  @TempDir Path folder;
  private ScriptRun run;
  private Path model;

  @BeforeEach
  void release() throws IOException, InterruptedException {
    run = new ScriptRun(folder);
    run.stubs("apt-get", "dpkg", "useradd", "id", "systemctl", "journalctl");
    run.stub("dpkg-query", "echo 'ii 1'");
    run.stub(
        "cmake",
        "[ \"$1\" != --build ] || { mkdir -p \"$2/bin\"; install /dev/null \"$2/bin/llama-server\"; }");
    String make = "mkdir llama.cpp-b6000 && tar -czf b6000.tar.gz llama.cpp-b6000";
    new ProcessBuilder("bash", "-euc", make).directory(folder.toFile()).start().waitFor();
    run.stub(
        "curl",
        """
        url=${!#}
        while [ $# -gt 1 ]; do
          [ "$1 $2" = "--output /dev/null" ] || [ "$1" != --output ] || cp "../${url##*/}" "$2"
          shift
        done
        """);
    model = Files.createFile(folder.resolve("model.gguf"));
  }

  private ScriptRun.Result install(Attributes given) throws IOException {
    return run.install(new LlamaCppFeature(), given);
  }

  @Test
  void a_release_is_built_and_serves_its_model() throws IOException {
    ScriptRun.Result result =
        install(
            Attributes.of("model", model.toString())
                .with("ctx_size", 8192)
                .with("args", List.of("--alias", "it's")));

    assertThat(result.status()).as(result.output()).isZero();
    assertThat(folder.resolve("opt/llamacpp/llama-server")).isExecutable();
    assertThat(folder.resolve("opt/llamacpp/serve"))
        .content()
        .endsWith(
            "/llama-server '--host' '0.0.0.0' '--port' '8081' '--model' '"
                + model
                + "' '--ctx-size' '8192' '--n-gpu-layers' '0' '--alias' 'it'\\''s'\n");
    assertThat(run.calls())
        .contains("systemctl restart llamacpp")
        .anyMatch(call -> call.endsWith("http://localhost:8081/health"))
        .noneMatch(call -> call.contains("CUDA"));
  }

  @Test
  void a_second_time_nothing_is_built_or_restarted() throws IOException {
    install(Attributes.of("model", model.toString()));
    run.calls();

    install(Attributes.of("model", model.toString()));

    assertThat(run.calls())
        .contains("systemctl start llamacpp")
        .noneMatch(call -> call.startsWith("cmake") || call.contains("tar.gz"));
  }

  @Test
  void without_a_model_there_is_no_service() throws IOException {
    assertThat(install(Attributes.none()).status()).isZero();

    assertThat(run.calls()).noneMatch(call -> call.startsWith("systemctl"));
  }

  @Test
  void a_model_that_is_not_there_yet_is_told() throws IOException {
    Files.delete(model);

    ScriptRun.Result result = install(Attributes.of("model", model.toString()));

    assertThat(result.status()).as(result.output()).isZero();
    assertThat(result.output())
        .contains("there is no model " + model + " yet; put it there and run: systemctl start");
  }

  @Test
  void sources_of_another_checksum_are_refused() throws IOException {
    assertThat(install(Attributes.of("sha256", "0".repeat(64))).output())
        .contains("does not have the checksum");
    assertThat(folder.resolve("opt/llamacpp/llama-server")).doesNotExist();
  }

  @Test
  void a_build_that_fails_shows_its_end() throws IOException {
    run.stub("cmake", "echo no such compiler; exit 1");

    assertThat(install(Attributes.none()).output())
        .endsWith("no such compiler\nllama.cpp b6000 cannot be built\n");
  }

  @Test
  void a_guest_with_gpus_computes_all_layers_by_them() {
    var guest = Lab.container(c -> c.gpus(GpuAssignment.parse("0")));

    Attributes completed =
        new LlamaCppFeature().complete(Attributes.none(), guest, Lab.infrastructure(guest));

    assertThat(completed.text("acceleration")).hasValue("cuda");
    assertThat(completed.text("gpu_layers")).hasValue("999");
  }
}
