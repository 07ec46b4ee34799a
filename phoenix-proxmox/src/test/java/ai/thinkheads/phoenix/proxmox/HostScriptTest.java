package ai.thinkheads.phoenix.proxmox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The scripts that change a node's files, run by a real bash. */
@EnabledIf("ai.thinkheads.phoenix.proxmox.ObserveScriptTest#hasBash")
class HostScriptTest {

  @TempDir private Path directory;
  private NodeTree node;

  @BeforeEach
  void aNode() {
    node = NodeTree.in(directory);
    node.program("chown", "echo \"$2 ${3##*/}\" >>'" + directory + "/owners'");
  }

  @ParameterizedTest
  @EnumSource(HostScript.class)
  void every_script_is_clean(HostScript script) throws IOException, InterruptedException {
    assertThat(ShellCheck.findings(script.text())).isEmpty();
  }

  @Test
  void a_folder_is_made_with_its_parents_and_its_owner() throws IOException {
    CommandResult result = makeDirectory("/srv/a b/models");

    assertThat(result).isEqualTo(CommandResult.of(0, "", ""));
    assertThat(names("srv/a b")).containsExactly("models");
    assertThat(directory.resolve("owners")).content().startsWith("101000:100000 .phoenix.");
  }

  @Test
  void a_folder_that_exists_is_left_as_it_is() {
    node.file("srv/models/big.bin", "x");

    CommandResult result = makeDirectory("/srv/models");

    assertThat(result).isEqualTo(CommandResult.of(0, "", ""));
    assertThat(directory.resolve("srv/models/big.bin")).exists();
    assertThat(directory.resolve("owners")).doesNotExist();
  }

  @Test
  void a_folder_without_its_owner_does_not_stay() throws IOException {
    node.program("chown", "echo 'chown: not permitted' >&2; exit 1");

    CommandResult result = makeDirectory("/srv/models");

    assertThat(result).isEqualTo(CommandResult.of(1, "", "chown: not permitted\n"));
    assertThat(names("srv")).isEmpty();
  }

  @Test
  void a_file_in_the_way_is_told() {
    node.file("srv", "a file");

    CommandResult result = makeDirectory("/srv/models");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.stderrText()).contains("/srv");
    assertThat(directory.resolve("srv")).hasContent("a file");
  }

  @Test
  void a_file_is_replaced_as_a_whole() throws IOException {
    node.file("etc/pve/firewall/950.fw", "old");

    CommandResult result = write("[OPTIONS]\n\ngrüße: 1\n\n", 23);

    assertThat(result).isEqualTo(CommandResult.of(0, "", ""));
    assertThat(names("etc/pve/firewall")).containsExactly("950.fw");
    assertThat(directory.resolve("etc/pve/firewall/950.fw"))
        .content(UTF_8)
        .isEqualTo("[OPTIONS]\n\ngrüße: 1\n\n");
  }

  @Test
  void the_first_file_makes_its_folder() {
    assertThat(write("x", 1).exitCode()).isZero();

    assertThat(directory.resolve("etc/pve/firewall/950.fw")).hasContent("x");
  }

  @Test
  void a_text_that_breaks_off_replaces_nothing() throws IOException {
    node.file("etc/pve/firewall/950.fw", "old");

    CommandResult result = write("[OPTI", 10);

    assertThat(result).isEqualTo(CommandResult.of(1, "", "5 instead of 10 bytes arrived\n"));
    assertThat(names("etc/pve/firewall")).containsExactly("950.fw");
    assertThat(directory.resolve("etc/pve/firewall/950.fw")).hasContent("old");
  }

  @Test
  void rows_are_replaced_in_the_main_section_and_everything_else_stays_byte_for_byte() {
    String before =
        """
        #remark lxc.cap.drop: x
        arch: amd64
        odd line

        lxc.cap.drop = sys_time
        lxc.mount.auto: proc:rw
        lxc.cap.drop:  sys_boot\s
        lxc.idmap:   u 0 100000 65536

        [pve:pending]
        lxc.cap.drop: pending

        [before]
        lxc.cap.drop: old""";
    node.file("etc/pve/lxc/950.conf", before);

    CommandResult result =
        rows("", "lxc.cap.drop: grüße\nlxc.kmsg: 0\n", "lxc.cap.drop", "lxc.kmsg");

    assertThat(result).isEqualTo(CommandResult.of(0, "", ""));
    assertThat(directory.resolve("etc/pve/lxc/950.conf"))
        .content(UTF_8)
        .isEqualTo(
            before
                .replace("lxc.cap.drop = sys_time\n", "lxc.cap.drop: grüße\nlxc.kmsg: 0\n")
                .replace("lxc.cap.drop:  sys_boot \n", ""));
  }

  @Test
  void new_rows_come_last_in_the_main_section() throws IOException {
    node.file("etc/pve/lxc/950.conf", "arch: amd64\nmemory: 512\n\n[before]\narch: amd64\n");

    rows("", "lxc.kmsg: 0\n", "lxc.kmsg");

    assertThat(directory.resolve("etc/pve/lxc/950.conf"))
        .content(UTF_8)
        .isEqualTo("arch: amd64\nmemory: 512\nlxc.kmsg: 0\n\n[before]\narch: amd64\n");
    assertThat(names("etc/pve/lxc")).containsExactly("950.conf");
  }

  @Test
  void rows_that_go_leave_nothing_behind() {
    node.file("etc/pve/lxc/950.conf", "lxc.kmsg: 0\n");

    rows("", "", "lxc.kmsg");

    assertThat(directory.resolve("etc/pve/lxc/950.conf")).isEmptyFile();
  }

  @Test
  void rows_of_a_configuration_that_has_changed_are_not_written() {
    node.file("etc/pve/lxc/950.conf", "memory: 512\n");
    String digest = "a63ed22f7e9a0a4ffb0e1eeea8d5b9c0d0f8ef0c";

    CommandResult result = rows(digest, "lxc.kmsg: 0\n", "lxc.kmsg");

    assertThat(result)
        .isEqualTo(
            CommandResult.of(
                1,
                "",
                "detected modified configuration - file changed by other user? Try again.\n"));
    assertThat(directory.resolve("etc/pve/lxc/950.conf")).hasContent("memory: 512\n");
  }

  @Test
  void rows_are_written_when_the_digest_is_that_of_the_file() {
    node.file("etc/pve/lxc/950.conf", "");

    assertThat(rows("da39a3ee5e6b4b0d3255bfef95601890afd80709", "lxc.kmsg: 0\n", "lxc.kmsg"))
        .isEqualTo(CommandResult.of(0, "", ""));
  }

  @Test
  void rows_of_a_locked_container_are_not_written() {
    node.file("etc/pve/lxc/950.conf", "lock: backup\n");

    assertThat(rows("", "lxc.kmsg: 0\n", "lxc.kmsg"))
        .isEqualTo(CommandResult.of(1, "", "CT is locked (backup)\n"));
  }

  @Test
  void rows_that_break_off_are_not_written() {
    node.file("etc/pve/lxc/950.conf", "memory: 512\n");

    CommandResult result =
        node.run(HostScript.WRITE_ROWS.command("950", "", "20", "lxc.kmsg").withStdin("lxc.k"));

    assertThat(result).isEqualTo(CommandResult.of(1, "", "5 instead of 20 bytes arrived\n"));
    assertThat(directory.resolve("etc/pve/lxc/950.conf")).hasContent("memory: 512\n");
  }

  @Test
  void rows_of_a_container_that_is_gone_are_not_written() {
    assertThat(rows("", "lxc.kmsg: 0\n", "lxc.kmsg").stderrText())
        .matches("Configuration file 'nodes/[^']+/lxc/950.conf' does not exist\n");
  }

  private CommandResult rows(String digest, String rows, String... keys) {
    List<String> arguments = new ArrayList<>(List.of("950", digest));
    arguments.add(Integer.toString(rows.getBytes(UTF_8).length));
    arguments.addAll(List.of(keys));
    return node.run(HostScript.WRITE_ROWS.command(arguments).withStdin(rows));
  }

  @Test
  void a_lock_is_taken_away_only_from_the_configuration_that_was_looked_at() {
    node.file("etc/pve/lxc/950.conf", "lock: disk\nmemory: 512\n");
    node.program("pct", "echo \"$@\"");

    assertThat(recover("0".repeat(40), "unlock").stderrText())
        .startsWith("detected modified configuration");
    assertThat(recover(digest("950"), "unlock")).isEqualTo(CommandResult.of(0, "unlock 950\n", ""));
    assertThat(recover(digest("950"), "unmount"))
        .isEqualTo(CommandResult.of(0, "unmount 950\n", ""));
  }

  @Test
  void nothing_is_cleaned_up_while_a_command_holds_the_guest() throws Exception {
    node.file("etc/pve/lxc/950.conf", "lock: create\n");
    node.file("run/lock/lxc/pve-config-950.lock", "");
    node.program("pct", "echo \"$@\"");
    Process holder =
        new ProcessBuilder(
                "flock",
                node.path("run/lock/lxc/pve-config-950.lock").toString(),
                "sh",
                "-c",
                "echo held; read line")
            .start();
    try {
      assertThat(holder.getInputStream().read()).isEqualTo('h');

      assertThat(recover(digest("950"), "destroy").stderrText()).contains("got timeout");
      assertThat(node.path("etc/pve/lxc/950.conf")).hasContent("lock: create");
    } finally {
      holder.getOutputStream().close();
      holder.waitFor();
    }
  }

  @Test
  void what_is_half_made_is_marked_before_it_is_unlocked_and_destroyed() throws IOException {
    node.file(
        "etc/pve/lxc/950.conf",
        "#of old\narch: amd64\nlock: create\nlxc.cap.drop: lock: x\n\n[s]\nlock: stays\n");
    node.program("pct", "echo \"$@\"; exit 9");

    CommandResult result = recover(digest("950"), "destroy");

    assertThat(result)
        .isEqualTo(CommandResult.of(9, "destroy 950 --destroy-unreferenced-disks 1\n", ""));
    assertThat(names("etc/pve/lxc")).containsExactly("950.conf");
    assertThat(Files.readString(node.path("etc/pve/lxc/950.conf")))
        .isEqualTo(
            "#phoenix%3A to be destroyed\n#of old\narch: amd64\nlxc.cap.drop: lock: x\n\n[s]\nlock:"
                + " stays\n");
    assertThat(recover(digest("950"), "destroy").exitCode()).isEqualTo(9);
    assertThat(Files.readString(node.path("etc/pve/lxc/950.conf"))).containsOnlyOnce("phoenix%3A");
  }

  @Test
  void what_is_gone_needs_no_cleaning_up() {
    assertThat(recover("0".repeat(40), "destroy")).isEqualTo(CommandResult.of(0, "", ""));
    assertThat(recover("0".repeat(40), "unlock").exitCode()).isEqualTo(2);
  }

  @Test
  void a_guard_is_taken_of_what_was_looked_at_only() {
    node.file("etc/pve/lxc/950.conf", "arch: amd64\n");
    node.program("pct", "printf '%s|' \"$@\"");

    assertThat(takeGuard(digest("950")).stdoutText())
        .isEqualTo("snapshot|950|guard|--description|a remark|");
    assertThat(takeGuard("").exitCode()).isZero();
    assertThat(takeGuard("0".repeat(40)).stderrText()).contains("detected modified configuration");
  }

  private CommandResult takeGuard(String digest) {
    return node.run(HostScript.TAKE_GUARD.command("950", "guard", digest, "a remark"));
  }

  @Test
  void volumes_that_a_mount_refers_to_in_the_end_stay() throws IOException {
    aNodeWithVolumes("");

    CommandResult result = changeVolumes("mp1", "set", "--mp1", "tank:2,mp=/new");

    assertThat(result).isEqualTo(CommandResult.of(0, "set 950 --mp1 tank:2,mp=/new\n", ""));
    assertThat(volumes()).containsExactly("foreign", "new", "old");
    assertThat(node.path("var/lib/phoenix/volumes/950")).doesNotExist();
  }

  @Test
  void what_a_killed_change_made_goes_before_it_is_made_again_and_nothing_else()
      throws IOException {
    aNodeWithVolumes("");
    node.file("var/lib/phoenix/volumes/950", "tank\nmp1\ntank:old\ntank:foreign\n");
    node.file("tank/lost", "");

    changeVolumes("mp1", "set", "--mp1", "tank:2,mp=/new");

    assertThat(volumes()).containsExactly("foreign", "new", "old");
  }

  @Test
  void what_a_killed_change_made_stays_when_the_mount_is_there() throws IOException {
    aNodeWithVolumes("mp1: tank:late,mp=/new\n");
    node.file("var/lib/phoenix/volumes/950", "tank\nmp1\ntank:old\ntank:foreign\n");
    node.file("tank/late", "");
    node.file("tank/mine", "");

    changeVolumes("mp2", "set", "--mp2", "tank:2,mp=/more");

    assertThat(volumes()).contains("late", "mine", "old");
  }

  @Test
  void who_knew_the_configuration_before_it_was_cleaned_up_knows_it_still() throws IOException {
    aNodeWithVolumes("unused0: tank:lost\n");
    node.file("var/lib/phoenix/volumes/950", "tank\nmp1\ntank:old\ntank:foreign\n");
    node.file("tank/lost", "");
    String before = digest("950");

    CommandResult result = changeVolumes("mp1", "fail", "--digest", before);

    assertThat(result.stdoutText()).isEqualTo("fail 950 --digest " + digest("950") + "\n");
    assertThat(digest("950")).isNotEqualTo(before);
    assertThat(volumes()).containsExactly("foreign", "old");
  }

  @Test
  void a_change_that_fails_leaves_no_volumes() throws IOException {
    aNodeWithVolumes("");

    CommandResult result = changeVolumes("mp1", "fail", "x");

    assertThat(result.exitCode()).isEqualTo(9);
    assertThat(volumes()).containsExactly("foreign", "old");
  }

  @Test
  void going_back_removes_the_volumes_that_were_made_since_and_no_others() throws IOException {
    aNodeWithVolumes("mp1: tank:new,mp=/new,size=2G\nunused0: tank:foreign\n");
    node.file("tank/new", "");

    CommandResult result = changeVolumes("mp1", "rollback", "guard");

    assertThat(result.exitCode()).isZero();
    assertThat(volumes()).containsExactly("foreign", "old");
  }

  /** A node with a storage "tank", a folder, and with programs of Proxmox that do just enough. */
  private void aNodeWithVolumes(String rows) {
    node.file(
        "etc/pve/lxc/950.conf",
        "arch: amd64\nmp0: tank:old,mp=/old\n" + rows + "\n[guard]\nmp0: tank:old,mp=/old\n");
    node.file("tank/old", "");
    node.file("tank/foreign", "");
    String conf = node.path("etc/pve/lxc/950.conf").toString();
    String tank = node.path("tank").toString();
    node.program(
        "pvesm",
        """
        case $1 in
          list) echo 'Volid Format'; for v in 'TANK'/*; do echo "tank:${v##*/} raw"; done ;;
          free) rm "TANK/${2#tank:}" ;;
        esac
        """
            .replace("TANK", tank));
    node.program(
        "pct",
        """
        echo "$@"
        case $1 in
          set)
            if [ "$3" = --delete ]; then
              rm "TANK/$(sed -n "s/^$4: tank://p" CONF)" && sed -i "/^$4:/d" CONF
            else
              touch TANK/new && sed -i "1a${3#--}: tank:new,mp=/new" CONF
            fi ;;
          fail) touch TANK/half; exit 9 ;;
          rollback) sed -i '/^mp1/d;1aunused1: tank:new' CONF ;;
        esac
        """
            .replace("TANK", tank)
            .replace("CONF", conf));
  }

  private List<String> volumes() throws IOException {
    return names("tank").sorted().toList();
  }

  private CommandResult changeVolumes(String mount, String verb, String... arguments) {
    List<String> all = new ArrayList<>(List.of("950", "tank", mount, verb));
    all.addAll(List.of(arguments));
    return node.run(HostScript.CHANGE_VOLUMES.command(all));
  }

  private CommandResult recover(String digest, String what) {
    return node.run(HostScript.RECOVER.command("950", digest, what));
  }

  private String digest(String vmid) {
    try {
      return GuestConfigFile.parse(Files.readAllBytes(node.path("etc/pve/lxc/" + vmid + ".conf")))
          .digest();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CommandResult makeDirectory(String path) {
    return node.run(HostScript.MAKE_DIRECTORY.command(path, "101000", "100000"));
  }

  private CommandResult write(String text, int bytes) {
    return node.run(
        HostScript.WRITE_FILE
            .command("/etc/pve/firewall/950.fw", Integer.toString(bytes))
            .withStdin(text));
  }

  private Stream<String> names(String path) throws IOException {
    try (Stream<Path> entries = Files.list(directory.resolve(path))) {
      return entries.map(entry -> entry.getFileName().toString()).toList().stream();
    }
  }
}
