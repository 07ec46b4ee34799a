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

/** The ollama script, run by a real bash on a release that a stand-in for curl brings. */
@Timeout(60)
class OllamaScriptTest {

  @TempDir Path folder;
  private ScriptRun run;

  @BeforeEach
  void release() throws IOException, InterruptedException {
    run = new ScriptRun(folder);
    run.stubs("apt-get", "useradd", "id", "systemctl", "journalctl");
    run.stub("dpkg", "[ \"$1\" != --print-architecture ] || echo amd64");
    run.stub("dpkg-query", "echo 'ii 1'");
    String make =
        """
        mkdir -p bin usr/local/lib/ollama && touch usr/local/lib/ollama/old
        printf '#!/bin/sh\\necho ollama version is 0.11.11\\n' >bin/ollama && chmod +x bin/ollama
        tar -czf ollama-linux-amd64.tgz bin
        sha256sum ./ollama-linux-amd64.tgz >sha256sum.txt
        """;
    new ProcessBuilder("bash", "-euc", make).directory(folder.toFile()).start().waitFor();
    run.stub(
        "curl",
        """
        url=${!#}
        case $url in */api/version) echo '{"version":"0.11.11"}' ;; esac
        while [ $# -gt 1 ]; do
          [ "$1" != --output ] || cp "../${url##*/}" "$2"
          shift
        done
        """);
  }

  @Test
  void the_release_is_unpacked_and_served() throws IOException {
    ScriptRun.Result result = run.install(new OllamaFeature(), Attributes.none());

    assertThat(result.status()).as(result.output()).isZero();
    assertThat(folder.resolve("usr/local/bin/ollama")).isExecutable();
    assertThat(folder.resolve("usr/local/lib/ollama/old")).doesNotExist();
    assertThat(folder.resolve("etc/systemd/system/ollama.service"))
        .hasContent(
            """
            # Written by Phoenix; changed by it when the definition changes.
            [Unit]
            Description=Ollama model server
            Wants=network-online.target
            After=network-online.target

            [Service]
            User=ollama
            WorkingDirectory=FOLDER/var/lib/ollama
            Environment=HOME=FOLDER/var/lib/ollama
            Environment=OLLAMA_MODELS=FOLDER/var/lib/ollama/models
            Environment=OLLAMA_HOST=0.0.0.0:11434
            ExecStart=FOLDER/usr/local/bin/ollama serve
            Restart=on-failure
            RestartSec=5

            [Install]
            WantedBy=multi-user.target
            """
                .replace("FOLDER", folder.toString()));
    assertThat(run.calls()).contains("systemctl restart ollama");
  }

  @Test
  void a_release_of_another_checksum_is_refused() throws IOException {
    String sum = "0".repeat(64);

    ScriptRun.Result result = run.install(new OllamaFeature(), Attributes.of("sha256", sum));

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output()).contains("does not have the checksum " + sum);
    assertThat(folder.resolve("usr/local/bin/ollama")).doesNotExist();
  }

  @Test
  void a_release_that_says_no_checksum_is_refused() throws IOException {
    Files.writeString(folder.resolve("sha256sum.txt"), "nothing\n");

    assertThat(run.install(new OllamaFeature(), Attributes.none()).output())
        .contains("does not say the checksum of ollama-linux-amd64.tgz; give it as sha256");
  }

  @Test
  void a_second_time_nothing_is_downloaded_or_restarted() throws IOException {
    run.install(new OllamaFeature(), Attributes.none());
    run.calls();

    run.install(new OllamaFeature(), Attributes.none());

    assertThat(run.calls())
        .contains("systemctl start ollama")
        .noneMatch(call -> call.contains("--output"));
  }
}
