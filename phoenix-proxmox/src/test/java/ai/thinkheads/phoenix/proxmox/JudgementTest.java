package ai.thinkheads.phoenix.proxmox;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.HypervisorException;
import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Action;
import ai.thinkheads.phoenix.core.run.StaleConfigurationException;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts and exit statuses are those of a real node. */
class JudgementTest {

  private static final Vmid CT = Vmid.of(950);
  private static final Map<String, Action> ACTIONS =
      Map.ofEntries(
          Map.entry(
              "create",
              new Action.CreateContainer(CT, "local:vztmpl/debian-12.tar.zst", new TreeMap<>())),
          Map.entry(
              "clone", new Action.CloneContainer(CT, Vmid.of(900), "base", "vllm", "disks", "")),
          Map.entry(
              "set",
              new Action.Configure(
                  CT, new TreeMap<>(Map.of("memory", "4")), new TreeSet<>(), Optional.empty())),
          Map.entry("rows", new Action.WriteRows(CT, new TreeSet<>(), List.of(), Optional.empty())),
          Map.entry("pool", new Action.JoinPool(CT, "lab", Optional.empty())),
          Map.entry("resize", new Action.GrowVolume(CT, "rootfs", ByteSize.gib(128))),
          Map.entry("start", new Action.Start(CT)),
          Map.entry("shutdown", new Action.Shutdown(CT)),
          Map.entry("reboot", new Action.Restart(CT)),
          Map.entry("snapshot", new Action.TakeSnapshot(CT, "base", "remark")),
          Map.entry("destroy", new Action.Destroy(CT, true)),
          Map.entry("mkdir", new Action.MakeDirectory(CT, "/srv/models", 0, 0)));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "create   |   0 | -",
        "set      |   0 | cannot delete 'mp0' - not set in current configuration!",
        "set      |   0 | trying to acquire lock... OK",
        "start    | 255 | CT 950 already running",
        "shutdown | 255 | CT 950 not running",
        "destroy  |   2 | Configuration file 'nodes/vm/lxc/950.conf' does not exist",
        "pool     | 255 | VM 950 is already a pool member",
        "resize   |   0 | -",
        "resize   |   0 | resize2fs 1.47.0 (5-Feb-2023)",
        "resize   |   0 | perl: warning: Setting locale failed.",
        "resize   | 255 | disk is already at specified size",
        "resize   |   0 | disk is already at specified size",
      })
  void an_action_is_done(String verb, int exitCode, String stderr) {
    assertThat(judge(verb, exitCode, stderr)).isEqualTo(new Verdict.Done());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "start  | 255 | can't lock file '/run/lock/lxc/pve-config-950.lock' - got timeout",
        "set    |   4 | can't lock file '/run/lock/lxc/pve-config-950.lock' - got timeout",
        "resize |   0 | can't lock file '/run/lock/lxc/pve-config-950.lock' - got timeout",
        "clone  | 255 | CT is locked (disk)",
      })
  void an_action_waits_for_another_operation(String verb, int exitCode, String stderr) {
    assertThat(judge(verb, exitCode, stderr)).isInstanceOf(Verdict.TryAgain.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "set      | 255 | CT is locked (disk)",
        "clone    | 255 | CT is locked (snapshot)",
        "start    | 255 | CT is locked (backup)",
        "start    | 255 | CT 9500 already running",
        "destroy  |   2 | Configuration file 'nodes/vm/lxc/9500.conf' does not exist",
        "resize   |   0 | cannot resize subvolume - btrfs quotas are currently not supported",
        "resize   | 255 | unable to shrink disk size",
        "resize   |   0 | resize2fs: Permission denied to resize filesystem",
        "snapshot | 255 | snapshot name 'base' already used",
        "shutdown | 255 | container did not stop",
        "mkdir    |   1 | mkdir: cannot create directory '/srv/models': Not a directory",
      })
  void an_action_has_failed(String verb, int exitCode, String stderr) {
    assertThat(judge(verb, exitCode, stderr)).isInstanceOf(Verdict.Failed.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "set | detected modified configuration - file changed by other user? Try again."
            + " | its configuration was changed since the plan was made",
        "start | CT is locked (backup) | 950 is locked by another operation (lock: backup)",
        "clone | CT is locked (backup) | 900 is locked by another operation (lock: backup)",
        "start | CT is locked (create) | 950 is being created, or that broke off (lock: create)",
        "set | Configuration file 'nodes/vm/lxc/950.conf' does not exist"
            + " | container 950 does not exist any more",
        "create | CT 950 already exists on node 'vm' | 950 exists already",
        "create | storage 'nosuch' does not exist | storage nosuch does not exist",
        "create | unable to create CT 950 - volume 'local:vztmpl/no.tar.gz' does not exist"
            + " | image local:vztmpl/no.tar.gz does not exist",
        "start | bridge 'vmbr77' does not exist | bridge vmbr77 does not exist",
        "start | Device /dev/nvidia7 does not exist"
            + " | device /dev/nvidia7 does not exist on the node",
        "clone | mkfs.ext4: No space left on device while writing"
            + " | there is not enough space: mkfs.ext4: No space left on device while writing",
        "destroy | can't remove CT 950 - protection mode enabled | it is protected",
        "snapshot | snapshot feature is not available | it cannot take a snapshot",
        "snapshot | snapshot name 'base' already used | it has a snapshot base already",
        "clone | snapshot 'base' does not exist | snapshot base of 900 does not exist",
        "clone | clone failed: cannot mount subvol snapshots for storage type 'btrfs'"
            + " | a snapshot of 900 cannot be copied, because it is a btrfs subvolume",
        "reboot | VM 950 not running | it does not run any more",
        "set | Unknown option: entrypoint"
            + " | this version of Proxmox does not know the option entrypoint",
        "set | bash: line 1: pct: command not found"
            + " | pct is missing, so this is not a Proxmox VE node",
        "pool | pool 'lab' does not exist | pool lab does not exist",
        "pool | VM 950 belongs already to pool 'old' and 'allow-move' is not set"
            + " | it was put into pool old since the plan was made",
        "pool | Unknown option: allow-move"
            + " | this version of Proxmox does not move it from one pool to another",
        "rows | 7 instead of 20 bytes arrived"
            + " | what was to be written did not arrive as a whole, so nothing was written",
        "rows | CT is locked (backup) | 950 is locked by another operation (lock: backup)",
        "rows | detected modified configuration - file changed by other user? Try again."
            + " | its configuration was changed since the plan was made",
        "rows | bash: line 62: /etc/pve/lxc/950.conf.tmp.7: Permission denied"
            + " | /etc/pve is read-only, as it is without quorum: bash: line 62:"
            + " /etc/pve/lxc/950.conf.tmp.7: Permission denied",
        "set | something new | pct set failed with exit status 255: something new",
        "mkdir | Not a directory"
            + " | phoenix-make-directory failed with exit status 255: Not a directory",
      })
  void a_failure_is_told_for_people(String verb, String stderr, String message) {
    assertThat(failure(verb, CommandResult.of(255, "", stderr + "\n")))
        .hasMessage("container 950: " + message);
  }

  @Test
  void a_refused_value_is_named() {
    String stderr =
        """
        400 Parameter verification failed.
        memory: value must have a minimum value of 16
        pct set <vmid> [OPTIONS]
        """;

    assertThat(failure("set", CommandResult.of(2, "", stderr)))
        .hasMessage("container 950: Proxmox refuses memory: value must have a minimum value of 16");
  }

  @Test
  void a_failed_start_tells_what_the_container_said() {
    String stdout = "run_buffer: 322 Script exited with status 255\nlxc_init: 844 Failed\n";
    String stderr = "startup for container '950' failed\n";

    HypervisorException failure = failure("start", CommandResult.of(255, stdout, stderr));

    assertThat(failure)
        .hasMessage(
            "container 950: it does not start: run_buffer: 322 Script exited with status 255"
                + " / lxc_init: 844 Failed");
    assertThat(failure.remedy()).isEqualTo("see why: pct start 950 --debug");
  }

  @Test
  void the_remedy_for_debris_is_a_flag() {
    HypervisorException failure =
        failure("set", CommandResult.of(255, "", "CT is locked (create)\n"));

    assertThat(failure.remedy())
        .isEqualTo("wait for it; when no task works on it, run again with --recover");
  }

  @Test
  void a_failure_carries_its_command() {
    CommandFailedException failure =
        (CommandFailedException) failure("set", CommandResult.of(4, "", "something new\n"));

    assertThat(failure.command()).isEqualTo("pct set 950 --memory 4");
    assertThat(failure.exitCode()).isEqualTo(4);
    assertThat(failure.stderr()).isEqualTo("something new\n");
  }

  @Test
  void a_change_by_others_is_told_apart_and_keeps_what_was_said() {
    assertThat(failure("set", CommandResult.of(255, "", "detected modified configuration\n")))
        .isInstanceOf(StaleConfigurationException.class)
        .hasCauseInstanceOf(CommandFailedException.class);
  }

  private static HypervisorException failure(String verb, CommandResult result) {
    Action action = ACTIONS.get(verb);
    Verdict verdict = Judgement.of(action, ActionCommands.of(action), result);
    return ((Verdict.Failed) verdict).failure();
  }

  private static Verdict judge(String verb, int exitCode, String stderr) {
    Action action = ACTIONS.get(verb);
    String text = stderr == null ? "" : stderr + "\n";
    return Judgement.of(action, ActionCommands.of(action), CommandResult.of(exitCode, "", text));
  }
}
