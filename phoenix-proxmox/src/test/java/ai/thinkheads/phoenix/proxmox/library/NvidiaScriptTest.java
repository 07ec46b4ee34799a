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

/** The nvidia script, run by a real bash with stand-ins for the driver's installer and apt. */
@Timeout(60)
class NvidiaScriptTest {

  private static final Attributes DRIVER_ONLY = Attributes.of("cuda_toolkit", "");

  @TempDir Path folder;
  private ScriptRun run;
  private Path gpu;

  @BeforeEach
  void guest() throws IOException {
    run = new ScriptRun(folder);
    run.stubs("apt-get", "dpkg");
    run.stub("dpkg-query", "echo 'ii 1'");
    run.stub("curl", ": >driver.run.part");
    run.stub("sh", "[ \"$2\" = --check ] || echo 580.76.05 >installed");
    run.stub("nvidia-smi", "[ -e installed ] && cat installed");
    Path version = Files.createDirectories(folder.resolve("proc/driver/nvidia")).resolve("version");
    Files.writeString(
        version,
        "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  580.76.05  Release Build\n");
    gpu = Files.createFile(Files.createDirectories(folder.resolve("dev")).resolve("nvidia1"));
  }

  @Test
  void the_installer_is_checked_and_run_without_its_kernel_module() throws IOException {
    ScriptRun.Result result = run.install(new NvidiaFeature(), DRIVER_ONLY);

    assertThat(result.status()).as(result.output()).isZero();
    assertThat(run.calls())
        .containsSubsequence("sh driver.run --check", "sh driver.run --silent --no-kernel-module");
  }

  @Test
  void a_driver_that_works_is_left_alone() throws IOException {
    run.install(new NvidiaFeature(), DRIVER_ONLY);
    run.calls();

    assertThat(run.install(new NvidiaFeature(), DRIVER_ONLY).status()).isZero();
    assertThat(run.calls()).noneMatch(call -> call.startsWith("sh ") || call.startsWith("curl"));
  }

  @Test
  void another_version_than_the_nodes_is_refused_before_anything_is_done() throws IOException {
    ScriptRun.Result result =
        run.install(new NvidiaFeature(), DRIVER_ONLY.with("driver_version", "570.1"));

    assertThat(result)
        .isEqualTo(
            new ScriptRun.Result(
                1,
                "the node's kernel runs driver 580.76.05, but 570.1 is asked for; they must be"
                    + " equal\n"));
    assertThat(run.calls()).isEmpty();
  }

  @Test
  void a_container_without_a_gpu_is_told() throws IOException {
    Files.delete(gpu);

    assertThat(run.install(new NvidiaFeature(), DRIVER_ONLY).output())
        .isEqualTo("no GPU is assigned to this container; assign one, or leave the feature out\n");
  }

  @Test
  void an_installation_that_does_not_work_is_a_failure() throws IOException {
    run.stub("nvidia-smi", "echo 'Driver/library version mismatch'; exit 18");

    assertThat(run.install(new NvidiaFeature(), DRIVER_ONLY))
        .extracting(ScriptRun.Result::status, result -> result.output().lines().toList())
        .satisfies(
            both ->
                assertThat(both.toString())
                    .contains("1", "version mismatch", "driver 580.76.05 does not work"));
  }
}
