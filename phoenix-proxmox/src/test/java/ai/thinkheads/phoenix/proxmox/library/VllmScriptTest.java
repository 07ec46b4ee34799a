package ai.thinkheads.phoenix.proxmox.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.proxmox.guest.ScriptRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The vllm script, run by a real bash with stand-ins for apt, pip, systemd and vLLM itself. */
@Timeout(60)
class VllmScriptTest {

  @TempDir Path folder;
  private ScriptRun run;

  @BeforeEach
  void guest() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/jq")), "jq is not installed");
    run = new ScriptRun(folder);
    for (String program : List.of("apt-get", "dpkg", "useradd", "id", "journalctl")) {
      run.stub(program, "");
    }
    run.stub("dpkg-query", "echo 'ii 1'");
    run.stub("systemctl", "[ \"$1\" != show ] || echo 0");
    run.stub(
        "curl", "case $* in */v1/*) echo '{\"data\": [{\"embedding\": [1]}]}' >answer ;; esac");
    Path bin = Files.createDirectories(folder.resolve("opt/vllm/bin"));
    for (String program : List.of("python", "pip", "vllm")) {
      run.stub(program, program.equals("python") ? "echo 0.10.2" : "printf '<%s>' \"$@\"");
      Files.move(folder.resolve("stubs/" + program), bin.resolve(program));
    }
  }

  private ScriptRun.Result install(Attributes given) throws IOException {
    return run.install(new VllmFeature(), given);
  }

  @Test
  void without_a_model_there_is_no_service() throws IOException {
    assertThat(install(Attributes.none()).status()).isZero();
    assertThat(run.calls()).noneMatch(call -> call.startsWith("systemctl"));
  }

  @Test
  void arguments_reach_the_server_as_they_are() throws IOException {
    Attributes given =
        Attributes.of("model", "ibm-granite/granite it's \"3.3\"")
            .with("args", List.of("--dtype", "float16", "--chat-template", "a b\n$HOME"))
            .with("tensor_parallel_size", 2)
            .with("gpu_memory_utilization", 0.10)
            .with("trust_remote_code", true);

    ScriptRun.Result result = install(given);

    assertThat(result.status()).as(result.output()).isZero();
    String serve = Files.readString(folder.resolve("opt/vllm/serve"));
    assertThat(run.bash(serve, "").output())
        .isEqualTo(
            "<serve><ibm-granite/granite it's \"3.3\"><--host><0.0.0.0><--port><8000>"
                + "<--tensor-parallel-size><2><--gpu-memory-utilization><0.1>"
                + "<--dtype><float16><--trust-remote-code><--chat-template><a b\n$HOME>");
  }

  @Test
  void a_model_is_served_and_asked() throws IOException {
    ScriptRun.Result result =
        install(Attributes.of("model", "granite").with("model_type", "embedding"));

    assertThat(result.status()).as(result.output()).isZero();
    assertThat(run.calls())
        .contains("systemctl restart vllm")
        .anyMatch(
            call ->
                call.startsWith("curl")
                    && call.contains("{\"model\": \"granite\", \"input\": \"hello\"}")
                    && call.endsWith("http://localhost:8000/v1/embeddings"));
  }

  @Test
  void a_server_that_does_not_answer_rightly_is_a_failure() throws IOException {
    run.stub("curl", "case $* in */v1/*) echo '{\"error\": \"no\"}' >answer ;; esac");

    assertThat(install(Attributes.of("model", "granite").with("model_type", "chat")))
        .extracting(ScriptRun.Result::status, result -> result.output().lines().toList().get(1))
        .containsExactly(
            1, "vllm answers a question at /v1/chat/completions with {\"error\": \"no\"}");
  }

  @Test
  void a_second_time_the_service_is_not_restarted() throws IOException {
    install(Attributes.of("model", "granite"));
    run.calls();

    install(Attributes.of("model", "granite"));

    assertThat(run.calls())
        .contains("systemctl start vllm")
        .doesNotContain("systemctl restart vllm");
  }
}
