package ai.thinkheads.phoenix.proxmox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.state.ConfigSection;
import ai.thinkheads.phoenix.core.state.GuestConfig;
import ai.thinkheads.phoenix.core.state.RawRow;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GuestConfigFileTest {

  @Test
  void current_pending_and_snapshot_sections_are_kept_apart() {
    String file =
        """
        #serves granite
        #since%3A 2026
        arch: amd64
        memory: 4096
        net0: name=eth0,bridge=vmbr0,hwaddr=BC:24:11:45:91:2F,ip=10.0.0.150/24,type=veth
        parent: base
        lxc.cgroup2.devices.allow: c 195:* rwm

        [pve:pending]
        delete: mp0,mp1
        features: nesting=1

        [base]
        #Phoenix template, fingerprint 0123456789abcdef
        memory: 2048
        snaptime: 1795458685
        lxc.idmap: u 0 100000 1000
        """;

    GuestConfig config = GuestConfigFile.parse(file.getBytes(UTF_8));

    assertThat(config)
        .isEqualTo(
            new GuestConfig(
                new ConfigSection(
                    options(
                        Map.of(
                            "arch", "amd64",
                            "memory", "4096",
                            "net0",
                                "name=eth0,bridge=vmbr0,hwaddr=BC:24:11:45:91:2F,"
                                    + "ip=10.0.0.150/24,type=veth",
                            "parent", "base")),
                    List.of(new RawRow("lxc.cgroup2.devices.allow", "c 195:* rwm")),
                    "serves granite\nsince: 2026"),
                new ConfigSection(
                    options(Map.of("delete", "mp0,mp1", "features", "nesting=1")), List.of(), ""),
                new TreeMap<>(
                    Map.of(
                        "base",
                        new ConfigSection(
                            options(Map.of("memory", "2048", "snaptime", "1795458685")),
                            List.of(new RawRow("lxc.idmap", "u 0 100000 1000")),
                            "Phoenix template, fingerprint 0123456789abcdef"))),
                "77761b30f1ca4db50e62b2e9a83ad4a00a2b9914"));
  }

  @Test
  void the_digest_is_the_sha1_of_the_bytes_as_they_are() {
    // as `printf 'memory: 512\r\n' | sha1sum` prints it
    assertThat(GuestConfigFile.parse("memory: 512\r\n".getBytes(UTF_8)).digest())
        .isEqualTo("a170c56f254aea297937a5a25ee91c93297839b6");
  }

  @Test
  void raw_rows_are_read_in_both_spellings_and_keep_their_order() {
    ConfigSection current =
        current(
            """
            lxc.mount.entry: /dev/nvidia0 dev/nvidia0 none bind,optional,create=file
            lxc.cap.drop = sys_time
            lxc.apparmor.profile=unconfined
            lxc.mount.entry: /dev/nvidia1 dev/nvidia1 none bind,optional,create=file
            """);

    assertThat(current.rawRows())
        .containsExactly(
            new RawRow(
                "lxc.mount.entry", "/dev/nvidia0 dev/nvidia0 none bind,optional,create=file"),
            new RawRow("lxc.cap.drop", "sys_time"),
            new RawRow("lxc.apparmor.profile", "unconfined"),
            new RawRow(
                "lxc.mount.entry", "/dev/nvidia1 dev/nvidia1 none bind,optional,create=file"));
    assertThat(current.options()).isEmpty();
  }

  @Test
  void rows_unknown_to_proxmox_survive() {
    assertThat(current("x-color: blue\nmemory: 512\n").options())
        .isEqualTo(options(Map.of("x-color", "blue", "memory", "512")));
  }

  @Test
  void a_description_is_decoded_wherever_its_lines_stand() {
    assertThat(current("#gr%C3%BC%C3%9Fe 100%25\nmemory: 512\n#%zz\n##\n").description())
        .isEqualTo("grüße 100%\n%zz\n#");
    assertThat(current("description: line one%0Aline two%0A\n").description())
        .isEqualTo("line one\nline two");
  }

  @Test
  void a_description_of_a_snapshot_is_not_one_of_the_guest() {
    GuestConfig config = GuestConfigFile.parse("memory: 1\n[s1]\n#old\n".getBytes(UTF_8));

    assertThat(config.current().description()).isEmpty();
    assertThat(config.snapshots().get("s1").description()).isEqualTo("old");
  }

  @Test
  void a_snapshot_without_settings_exists() {
    assertThat(GuestConfigFile.parse("memory: 1\n[empty]\n".getBytes(UTF_8)).snapshots())
        .containsOnlyKeys("empty");
  }

  @Test
  void what_cloud_init_was_given_is_no_setting_of_a_vm() {
    GuestConfig config =
        GuestConfigFile.parse("cores: 2\n[special:cloudinit]\ncores: 1\n".getBytes(UTF_8));

    assertThat(config.current().options()).isEqualTo(options(Map.of("cores", "2")));
    assertThat(config.snapshots()).isEmpty();
  }

  @Test
  void a_lock_is_told() {
    assertThat(GuestConfigFile.parse("lock: create\n".getBytes(UTF_8)).lock()).contains("create");
  }

  @Test
  void bytes_that_are_no_text_do_no_harm() {
    byte[] bytes = {(byte) 0xFF, '\n', 'a', ':', ' ', (byte) 0xC3, '\n', '[', '\n', ':'};

    assertThat(GuestConfigFile.parse(bytes).current().options())
        .isEqualTo(options(Map.of("a", "\uFFFD")));
  }

  private static ConfigSection current(String file) {
    return GuestConfigFile.parse(file.getBytes(UTF_8)).current();
  }

  private static SortedMap<String, String> options(Map<String, String> options) {
    return new TreeMap<>(options);
  }
}
