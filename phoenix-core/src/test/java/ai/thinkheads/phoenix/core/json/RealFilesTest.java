package ai.thinkheads.phoenix.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.FeatureUse;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.problem.Location;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.problem.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealFilesTest {

  @Test
  void all_containers_are_read() {
    Infrastructure lab = ConfigFiles.read(CompatFiles.directory()).infrastructure();

    assertThat(lab.containers().keySet().stream().map(Vmid::value))
        .containsExactly(900, 901, 902, 910, 920, 950, 951, 952, 953, 954, 955, 956, 957);
    assertThat(lab.host().sharedVolumes()).hasSize(9);
    assertThat(lab.nvidia().driverVersion()).contains("580.76.05");
    assertThat(lab.extras().values()).containsOnlyKeys("$schema");
    assertThat(lab.containers().values()).allMatch(container -> container.extras().isEmpty());
  }

  @Test
  void keys_of_vllm_become_parameters_of_the_feature() {
    Infrastructure lab = ConfigFiles.read(CompatFiles.directory()).infrastructure();

    FeatureUse vllm = lab.containers().get(Vmid.of(951)).features().get(0);

    assertThat(vllm.parameters())
        .isEqualTo(
            new Attributes(
                Map.of(
                    "model",
                    "ibm-granite/granite-embedding-english-r2",
                    "served_model_name",
                    "ibm-granite/granite-embedding-english-r2",
                    "tensor_parallel_size",
                    1,
                    "gpu_memory_utilization",
                    0.1,
                    "max_model_len",
                    1024,
                    "args",
                    List.of(
                        "--tensor-parallel-size",
                        "1",
                        "--gpu-memory-utilization",
                        "0.10",
                        "--max-model-len",
                        "1024"))));
  }

  @Test
  void what_is_odd_about_them_is_named() {
    ConfigFiles files = ConfigFiles.read(CompatFiles.directory());

    assertThat(files.problems())
        .filteredOn(problem -> problem.severity() == Severity.WARNING)
        .extracting(Problem::path)
        .containsExactly(
            "shared_volumes.firewall",
            "mount_point_base",
            "mount_point_base",
            "shared_volumes.qdrant_data.host_path",
            "lxc_configs.951.vllm_args");
    assertThat(files.infrastructure().host().settings().get("firewall")).isPresent();
  }

  @Test
  void idle_settings_and_what_else_is_worth_knowing_are_noted() {
    ConfigFiles files = ConfigFiles.read(CompatFiles.directory());

    assertThat(files.problems())
        .filteredOn(problem -> problem.severity() == Severity.NOTE)
        .extracting(Problem::path)
        .containsExactly(
            "users",
            "core_paths",
            "timezone",
            "network",
            "docker",
            "nfs",
            "samba",
            "zfs",
            "proxmox_storage_ids",
            "mount_point_base",
            "proxmox_defaults",
            "vm_defaults",
            "vms",
            "nvidia_driver",
            "behavior.debug_mode",
            "samba.user",
            "samba.shares[4].path",
            "lxc_configs.951.gpu_assignment",
            "lxc_configs.951.gpu_assignment");
  }

  @Test
  void unchanged_files_are_written_to_the_letter(@TempDir Path directory) throws IOException {
    Path real = CompatFiles.directory();

    ConfigFiles.read(real).write(directory);

    for (String file : List.of(ConfigFiles.HOST_FILE, ConfigFiles.GUEST_FILE)) {
      assertThat(directory.resolve(file)).hasSameBinaryContentAs(real.resolve(file));
    }
    try (var entries = Files.list(directory)) {
      assertThat(entries).hasSize(2);
    }
  }

  @Test
  void a_change_touches_nothing_else() throws IOException {
    Path real = CompatFiles.directory();
    ConfigFiles files = ConfigFiles.read(real);
    List<Container> containers = new ArrayList<>(files.infrastructure().containers().values());
    containers.replaceAll(
        container ->
            container.vmid().equals(Vmid.of(953))
                ? container.toBuilder().memory(ByteSize.gib(8)).build()
                : container);

    ConfigFiles changed = files.with(files.infrastructure().withContainers(containers));

    String before = Files.readString(real.resolve(ConfigFiles.GUEST_FILE));
    assertThat(changed.guestText().orElseThrow().strip())
        .isEqualTo(before.replace("\"memory_mb\": 4096", "\"memory_mb\": 8192").strip());
    assertThat(changed.hostText()).isEqualTo(files.hostText());
  }

  @Test
  void the_canonical_files_say_the_same() {
    Infrastructure lab = ConfigFiles.read(CompatFiles.directory()).infrastructure();

    ConfigFiles canonical = ConfigFiles.of(lab);

    assertThat(
            ConfigFiles.parse(
                    canonical.hostText().orElseThrow(), canonical.guestText().orElseThrow())
                .infrastructure())
        .isEqualTo(lab);
  }

  @Test
  void a_problem_that_is_found_later_gets_its_place() {
    Path real = CompatFiles.directory();
    ConfigFiles files = ConfigFiles.read(real);

    Problem located =
        files.locate(Problem.error("lxc_configs.901.clone_from_ctid", "is wrong", "mend it"));

    assertThat(located.location())
        .contains(new Location(real.resolve(ConfigFiles.GUEST_FILE).toString(), 46, 32));
  }
}
