package ai.thinkheads.phoenix.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.ContainerSource;
import ai.thinkheads.phoenix.core.model.FeatureUse;
import ai.thinkheads.phoenix.core.model.IpAddress;
import ai.thinkheads.phoenix.core.model.Ipv4Setting;
import ai.thinkheads.phoenix.core.model.MacAddress;
import ai.thinkheads.phoenix.core.model.Mount;
import ai.thinkheads.phoenix.core.model.NetworkInterface;
import ai.thinkheads.phoenix.core.model.RootDisk;
import ai.thinkheads.phoenix.core.model.Startup;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.problem.InvalidInputException;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the keys of a container mean, in all spellings they ever had. */
class ReadingTest {

  private static final Container PLAIN =
      Container.builder(
              Vmid.of(950),
              "lab",
              new ContainerSource.Clone(Vmid.of(900)),
              new RootDisk("local-lvm", ByteSize.gib(8)))
          .cores(2)
          .memory(ByteSize.mib(2048))
          .build();

  private static final NetworkInterface ETH0 =
      NetworkInterface.of("eth0", "vmbr0", Ipv4Setting.parse("10.0.0.150/24"));

  @Test
  void a_container_needs_little() {
    assertThat(container("")).isEqualTo(PLAIN);
  }

  @Test
  void vmids_are_numbers_or_texts() {
    assertThat(container("\"dependencies\": [953, \"954\"]").dependencies())
        .containsExactly(Vmid.of(953), Vmid.of(954));
    assertThat(containers(entry("").replace("\"900\"", "900")).get(0)).isEqualTo(PLAIN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"nameservers\": \"10.0.0.1, fd00::1\"",
        "\"nameservers\": \"10.0.0.1 fd00::1\"",
        "\"nameservers\": [\"10.0.0.1\", \"fd00::1\"]",
        "\"nameserver\": \"10.0.0.1;fd00::1\"",
        "\"nameserver\": \"10.0.0.1,fd00::1\", \"nameservers\": \"10.0.0.2\""
      })
  void name_servers_have_many_spellings(String nameservers) {
    assertThat(container(network(nameservers)))
        .isEqualTo(
            PLAIN.toBuilder()
                .networks(List.of(ETH0))
                .nameservers(List.of(IpAddress.parse("10.0.0.1"), IpAddress.parse("fd00::1")))
                .build());
  }

  @Test
  void the_hardware_address_of_the_interface_wins() {
    String text =
        network("\"hwaddr\": \"52:54:00:00:00:02\"") + ", \"mac_address\": \"52:54:00:00:00:01\"";

    assertThat(container(text).networks())
        .containsExactly(ETH0.withMac(MacAddress.parse("52:54:00:00:00:02")));
    assertThat(found(text))
        .containsExactly(
            "warning: lxc_configs.950.mac_address: is overruled by network_config.hwaddr,"
                + " 52:54:00:00:00:02; remove one of the two");
  }

  @Test
  void further_interfaces_have_keys_of_their_own() {
    String text =
        network("\"gw\": \"10.0.0.1\"")
            + ", \"secondary_network_config\": {\"name\": \"eth1\", \"bridge\": \"vmbr1\","
            + " \"ip\": \"dhcp\"}, \"network_interfaces\": [{\"name\": \"eth2\","
            + " \"bridge\": \"vmbr2\", \"ip\": \"manual\"}]";

    assertThat(container(text).networks())
        .containsExactly(
            ETH0.withGateway(IpAddress.parse("10.0.0.1")),
            NetworkInterface.of("eth1", "vmbr1", new Ipv4Setting.Dhcp()),
            NetworkInterface.of("eth2", "vmbr2", new Ipv4Setting.Manual()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"features\": \"nesting=1,keyctl=0\"",
        "\"pct_options\": [\"nesting=1\", \"keyctl=0\"]",
        "\"features\": \"nesting=1\", \"pct_options\": [\"keyctl=0\", \"nesting=1\"]"
      })
  void flags_stand_under_features_in_the_oldest_files(String text) {
    assertThat(container(text))
        .isEqualTo(PLAIN.toBuilder().flags(Map.of("nesting", "1", "keyctl", "0")).build());
  }

  @Test
  void features_take_their_parameters_from_two_places() {
    String text =
        """
        "features": ["docker", "vllm"], "vllm_model": "m", "vllm_gpu_memory_utilization": 0.10,
        "feature_parameters": {"docker": {"version": "27.5"}, "vllm": {"extra": [1, null]}}
        """;

    List<FeatureUse> features = container(text).features();

    assertThat(features.get(0))
        .isEqualTo(new FeatureUse("docker", Attributes.of("version", "27.5")));
    assertThat(features.get(1).parameters().values())
        .containsOnlyKeys("model", "gpu_memory_utilization", "extra")
        .containsEntry("gpu_memory_utilization", new BigDecimal("0.1"));
  }

  @Test
  void keys_of_vllm_mean_nothing_without_the_feature() {
    Container container = container("\"features\": [\"docker\"], \"vllm_model\": \"m\"");

    assertThat(container.extras()).isEqualTo(Attributes.of("vllm_model", "m"));
    assertThat(found("\"vllm_model\": \"m\""))
        .containsExactly(
            "warning: lxc_configs.950.vllm_model: has no effect, since the container does not list"
                + " the feature vllm; add \"vllm\" to features, or remove this");
  }

  @Test
  void volumes_have_two_names() {
    String volume =
        "[{\"name\": \"%s\", \"pool\": \"tank\", \"size_gb\": 4, \"mount_point\": \"/%s\"}]";
    String text =
        "\"volumes\": "
            + volume.formatted("a", "a")
            + ", \"zfs_volumes\": "
            + volume.formatted("b", "b")
            + ", \"mount_points\": [{\"host_path\": \"/srv\", \"container_path\": \"/c\","
            + " \"owner_uid\": 33}]";

    assertThat(container(text).mounts())
        .containsExactly(
            new Mount.Volume(Optional.of("a"), "tank", ByteSize.gib(4), "/a"),
            new Mount.Volume(Optional.of("b"), "tank", ByteSize.gib(4), "/b"),
            new Mount.Bind("/srv", "/c", OptionalInt.of(33), OptionalInt.empty()));
  }

  @Test
  void each_key_of_the_start_up_says_something() {
    assertThat(container("\"boot_order\": 3").startup())
        .contains(new Startup(false, OptionalInt.of(3), OptionalInt.empty()));
    assertThat(container("\"start_at_boot\": true").startup()).contains(Startup.withNode());
  }

  @Test
  void unknown_keys_are_kept_with_a_suggestion() {
    assertThat(container("\"memry_mb\": 1").extras()).isEqualTo(Attributes.of("memry_mb", 1));
    assertThat(found("\"memry_mb\": 1, " + network("\"gateway\": \"10.0.0.1\", \"naem\": 1")))
        .containsExactly(
            "warning: lxc_configs.950.memry_mb: key \"memry_mb\" is unknown: it is kept, but has no"
                + " effect; did you mean \"memory_mb\"?",
            "warning: lxc_configs.950.network_config.gateway: key \"gateway\" is unknown: it is"
                + " kept, but has no effect",
            "warning: lxc_configs.950.network_config.naem: key \"naem\" is unknown: it is kept, but"
                + " has no effect; did you mean \"name\"?");
  }

  @Test
  void keys_that_do_nothing_are_noted() {
    assertThat(found("\"is_template\": true, \"id_maps\": []"))
        .containsExactly(
            "note: lxc_configs.950.is_template: is kept, but has no effect; a template is what has"
                + " template_snapshot_name",
            "note: lxc_configs.950.id_maps: is kept, but has no effect; Proxmox maps the ids of"
                + " unprivileged containers by itself; use lxc_options with lxc.idmap for other maps");
  }

  @Test
  void silence_about_privileges_is_told() {
    String text = guests(entry("").replace("\"unprivileged\": true, ", ""));

    assertThat(ConfigFiles.parse(text).problems().stream().map(ReadingTest::withoutPlace))
        .containsExactly(
            "warning: lxc_configs.950: does not say whether it is unprivileged, so it is; add"
                + " \"unprivileged\": true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"cores\": 2 | \"cores\": 1.5 | cores: 1.5 is not a whole number; write it like 2",
        "\"cores\": 2 | \"cores\": 1e999 | cores: number 1e999 is out of range; use one of up to"
            + " 300 digits between 1e-300 and 1e300",
        "\"cores\": 2 | \"cores\": 1e99999999999 | cores: number 1e99999999999 is out of range;"
            + " use one of up to 300 digits between 1e-300 and 1e300",
        "\"cores\": 2 | \"cores\": 99999999999999999999 | cores: 99999999999999999999 is too"
            + " large; use 1 to 8192",
        "\"cores\": 2 | \"cores\": 0 | cores: cores 0 cannot be given; use 1 to 8192",
        "\"cores\": 2 | \"cores\": \"2\" | cores: \"2\" is text, not a whole number; write it like"
            + " 2",
        "\"cores\": 2 | \"cores\": null | cores: is null, not a whole number; write it like 2",
        "\"cores\": 2, | | cores: is missing; add \"cores\": 2",
        "\"lab\" | \"a b\" | name: \"a b\" cannot name a host name; use letters, digits and inner"
            + " '-', as in DNS",
        "\"lab\" | \"a\\u001b[31m\" | name: \"a\\u001b[31m\" cannot name a host name; use letters,"
            + " digits and inner '-', as in DNS",
        "\"900\" | 90 | clone_from_ctid: vmid 90 is reserved by Proxmox; use 100 or above",
        "\"900\" | \"abc\" | clone_from_ctid: \"abc\" is not a vmid; use a number from 100 to"
            + " 999999999",
        "\"900\" | true | clone_from_ctid: true is true or false, not text or a whole number;"
            + " write it like \"900\"",
        "\"900\" | \"900\", \"template\": \"/x\" | clone_from_ctid: stands beside template; remove"
            + " one of the two",
        "\"local-lvm\" | \"a b\" | storage_pool: \"a b\" cannot name a storage; use letters,"
            + " digits, '-', '_' and '.', 2 or more",
      })
  void what_is_wrong_with_a_basic_key_is_told(String what, String instead, String problem) {
    String text = guests(entry("").replace(what, instead == null ? "" : instead));

    assertThat(errors(text)).containsExactly("error: lxc_configs.950." + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"pct_options\": [\"nesting=1\", \"unprivileged=1\"] | pct_options[1]:"
            + " \"unprivileged=1\" is not a container flag; use nesting, keyctl, fuse, mknod,"
            + " mount or force_rw_sys",
        "\"pct_options\": [\"nesting=1\", \"nesting=0\"] | pct_options[1]: flag nesting is given"
            + " both as 1 and as 0; choose one",
        "\"features\": [\"a b\"] | features[0]: \"a b\" cannot name a feature; use up to 63"
            + " letters, digits, '_' and '-'",
        "\"feature_parameters\": {\"docker\": {}} | feature_parameters.docker: is for a feature"
            + " that the container does not list; add \"docker\" to features, or remove this",
        "\"features\": [\"vllm\"], \"vllm_model\": \"a\", \"feature_parameters\": {\"vllm\":"
            + " {\"model\": \"b\"}} | vllm_model: stands also as feature_parameters.vllm.model;"
            + " remove one of the two",
        "\"portainer_role\": \"servr\" | portainer_role: \"servr\" cannot stand here; did you mean"
            + " \"server\"? Use one of \"none\", \"server\", \"agent\", \"infrastructure\"",
        "\"mac_address\": \"52:54:00:00:00:01\" | mac_address: stands without network_config; add"
            + " network_config",
        "\"ports\": [\"80:99999\"] | ports[0]: port 99999 does not exist; use 1 to 65535",
        "\"health_check\": {\"retries\": 1} | health_check: a health check needs one of"
            + " command, http, tcp, unit and nvidia_smi",
        "\"firewall\": {\"enabled\": true, \"rules\": [{\"type\": \"in\", \"action\": \"DROP\","
            + " \"port\": 80}]} | firewall.rules[0]: firewall port 80 needs a protocol; add tcp or"
            + " udp",
        "\"firewall\": {\"enabled\": true, \"rules\": [{\"type\": \"in\", \"action\": \"DROP\","
            + " \"source\": \"a b\"}]} | firewall.rules[0].source: \"a b\" cannot stand in a"
            + " firewall rule; leave out blanks, quotes and '#'",
        "\"template_snapshot_name\": \"current\" | template_snapshot_name: \"current\" is reserved"
            + " by Proxmox; name it otherwise",
        "\"application_script\": \"../a\" | application_script: \"../a\" cannot name a script; use"
            + " a plain file name without folders",
        "\"gpu_assignment\": \"all\" | gpu_assignment: \"all\" is no GPU assignment; use \"none\""
            + " or numbers like \"0,1\"",
        "\"mount_points\": [{\"host_path\": \"x\", \"container_path\": \"/a\"}] |"
            + " mount_points[0].host_path: \"x\" is not a usable path; use an absolute one without"
            + " '.', '..', commas or control characters",
      })
  void what_is_wrong_with_a_further_key_is_told(String more, String problem) {
    assertThat(errors(guests(entry(more)))).containsExactly("error: lxc_configs.950." + problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "90", "0900", "9999999999", ""})
  void a_key_that_is_no_vmid_is_refused(String key) {
    String text = guests(entry("").replace("\"950\"", "\"" + key + "\""));

    assertThat(errors(text)).singleElement().asString().startsWith("error: lxc_configs");
  }

  @Test
  void a_secret_is_not_shown() {
    String host =
        "{\"users\": {\"password_hash\": 5551234}, \"portainer_api\": {\"api_key\": [1]}}";

    InvalidInputException refusal =
        catchThrowableOfType(
            InvalidInputException.class, () -> ConfigFiles.parse(host, guests(entry(""))));

    assertThat(refusal.problems().stream().filter(Problem::isError).map(ReadingTest::withoutPlace))
        .containsExactly(
            "error: users.password_hash: *** is a number, not text; write it like \"…\"",
            "error: portainer_api.api_key: *** is a list, not text or null; write it like \"…\"");
  }

  @Test
  void a_long_value_is_shown_shortened() {
    String text = guests(entry("").replace("\"lab\"", "\"" + "x".repeat(100_000) + "\""));

    assertThat(errors(text)).singleElement().asString().hasSizeLessThan(200);
  }

  @Test
  void a_problem_that_a_rule_finds_gets_its_place() {
    ConfigFiles files =
        ConfigFiles.parse(
            "{\n  \"shared_volumes\": {\"a.b\": {\"host_path\": \"/x\",\n    \"mounts\": {\"953\": \"/y\"}}}}",
            guests(
                "\n"
                    + entry(
                        "\n\"features\": [\"vllm\"],\n\"vllm_model\": \"m\",\n"
                            + "\"vllm_engine_config\": {\"CacheConfig\":\n{\"quantization\": \"awq\"}}")));

    assertThat(place(files, "shared_volumes[\"a.b\"].mounts.953")).endsWith("config.json:3:23");
    assertThat(place(files, "lxc_configs.950.feature_parameters.vllm.model")).endsWith(":4:15");
    assertThat(
            place(
                files,
                "lxc_configs.950.feature_parameters.vllm.engine_config.CacheConfig.quantization"))
        .endsWith(":6:18");
    assertThat(place(files, "lxc_configs.950.features[0]")).endsWith("configs.json:3:14");
    assertThat(place(files, "lxc_configs.950.firewall.rules[7]")).endsWith("configs.json:2:1");
    assertThat(place(files, "container 950 \"lab\"")).isEmpty();
  }

  private static String place(ConfigFiles files, String path) {
    return files
        .locate(Problem.error(path, "is wrong", ""))
        .location()
        .map(Object::toString)
        .orElse("");
  }

  private static Container container(String more) {
    return containers(entry(more)).get(0);
  }

  private static List<Container> containers(String entry) {
    return List.copyOf(ConfigFiles.parse(guests(entry)).infrastructure().containers().values());
  }

  private static List<String> found(String more) {
    return ConfigFiles.parse(guests(entry(more))).problems().stream()
        .map(ReadingTest::withoutPlace)
        .toList();
  }

  private static List<String> errors(String text) {
    InvalidInputException refusal =
        catchThrowableOfType(InvalidInputException.class, () -> ConfigFiles.parse(text));
    assertThat(refusal).as(text).isNotNull();
    return refusal.problems().stream()
        .filter(Problem::isError)
        .map(ReadingTest::withoutPlace)
        .toList();
  }

  private static String withoutPlace(Problem problem) {
    return problem.toString().replaceFirst("^[^ ]*: ", "");
  }

  private static String guests(String entry) {
    return "{\"lxc_configs\": {" + entry + "}}";
  }

  private static String entry(String more) {
    return "\"950\": {\"name\": \"lab\", \"memory_mb\": 2048, \"cores\": 2, \"clone_from_ctid\":"
        + " \"900\", \"unprivileged\": true, \"storage_pool\": \"local-lvm\","
        + " \"storage_size_gb\": 8"
        + (more.isEmpty() ? "" : ", " + more)
        + "}";
  }

  private static String network(String more) {
    return "\"network_config\": {\"name\": \"eth0\", \"bridge\": \"vmbr0\", \"ip\":"
        + " \"10.0.0.150/24\", "
        + more
        + "}";
  }
}
