package ai.thinkheads.phoenix.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContradictionsTest {

  private static final String CONTAINER =
      """
      "%d": {"name": "c%d", "memory_mb": 512, "cores": 1, "template": "/i", "storage_pool": "tank",
             "storage_size_gb": 8, "unprivileged": true, %s}""";

  private static final String ZFS =
      """
      "mount_point_base": "/mnt/pve",
      "zfs": {
        "pools": [{"name": "fast"}, {"name": "slow"}],
        "datasets": [{"name": "data", "pool": "fast"}, {"name": "bulk", "pool": "slow"}]
      }""";

  @Test
  void volumes_below_the_base_are_not_on_their_pool() {
    assertThat(
            host(
                ZFS
                    + ", \"shared_volumes\": {\"ok\": {\"host_path\": \"/fast/data/x\"},"
                    + " \"a\": {\"host_path\": \"/mnt/pve/fast/data/a\"}, \"b\": {\"host_path\":"
                    + " \"/mnt/pve/fast/data/b\"}}"))
        .containsExactly(
            "warning: mount_point_base: shared volumes a, b lie below /mnt/pve/fast, but datasets"
                + " are mounted below /fast, so they fill the root disk; use host paths below"
                + " /fast");
  }

  @Test
  void a_volume_names_a_dataset_in_the_pool_that_has_it() {
    assertThat(
            host(ZFS + ", \"shared_volumes\": {\"a\": {\"host_path\": \"/mnt/pve/slow/data/a\"}}"))
        .contains(
            "warning: shared_volumes.a.host_path: names data in pool slow, but it is in pool fast;"
                + " use the path of the pool that has it");
  }

  @Test
  void samba_shares_what_exists_for_those_who_exist() {
    assertThat(
            host(
                ZFS
                    + ", \"users\": {\"username\": \"admin\"}, \"samba\": {\"user\": \"heads\","
                    + " \"shares\": [{\"path\": \"fast/data\"}, {\"path\": \"fast/bulk\"}]}"))
        .containsExactly(
            "note: samba.user: user heads is made by nothing; users.username is admin; name one"
                + " user in both",
            "note: samba.shares[1].path: no dataset bulk is defined in pool fast; add it to"
                + " zfs.datasets, or share another path");
  }

  @Test
  void host_and_guests_have_one_driver() {
    String guests = "{\"nvidia_driver_version\": \"1.2\", \"lxc_configs\": {}}";

    assertThat(found("{\"nvidia_driver\": {\"version\": \"1.2\"}}", guests)).isEmpty();
    assertThat(found("{\"nvidia_driver\": {\"version\": \"1.3\"}}", guests))
        .containsExactly(
            "warning: nvidia_driver.version: is \"1.3\", but guests get \"1.2\"; guests need the"
                + " driver version of their host: say the same in both files");
  }

  @Test
  void arguments_of_vllm_say_nothing_twice() {
    String more =
        "\"features\": [\"vllm\"], \"vllm_max_model_len\": 8, \"vllm_model\": \"m\","
            + " \"vllm_args\": [\"--max-model-len\", \"8\", \"--dtype\", \"auto\"]";

    assertThat(found("{}", "{\"lxc_configs\": {" + CONTAINER.formatted(950, 950, more) + "}}"))
        .containsExactly(
            "warning: lxc_configs.950.vllm_args: says again what stands under vllm_max_model_len;"
                + " say it once");
  }

  @Test
  void gpus_that_several_use_at_once_are_noted() {
    String template = "\"gpu_assignment\": \"0,1\", \"template_snapshot_name\": \"snap\"";
    String guests =
        "{\"lxc_configs\": {%s, %s, %s}}"
            .formatted(
                CONTAINER.formatted(900, 900, template),
                CONTAINER.formatted(950, 950, "\"gpu_assignment\": \"0,1\""),
                CONTAINER.formatted(951, 951, "\"gpu_assignment\": \"1\""));

    assertThat(found("{}", guests))
        .containsExactly(
            "note: lxc_configs.951.gpu_assignment: GPU 1 is shared by container 950 \"c950\","
                + " container 951 \"c951\"; see that its memory suffices for all");
  }

  private static List<String> host(String members) {
    return found("{" + members + "}", "{\"lxc_configs\": {}}");
  }

  private static List<String> found(String host, String guests) {
    return ConfigFiles.parse(host, guests).problems().stream()
        .map(Problem::toString)
        .filter(text -> !text.contains("kept, but has no effect"))
        .map(text -> text.replaceFirst("^[^ ]*: ", ""))
        .toList();
  }
}
