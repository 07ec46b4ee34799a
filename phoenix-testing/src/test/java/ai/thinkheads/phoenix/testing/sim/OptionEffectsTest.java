package ai.thinkheads.phoenix.testing.sim;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * When a running container takes over that an option is added, changed, or removed: {@code now},
 * {@code later} at its next start, or never as it is {@code refused}.
 */
class OptionEffectsTest {

  private static final String IMAGE = "local:vztmpl/tiny_1.0_amd64.tar.gz";

  // option, a value, another value, added, changed, removed
  private static final String BOTH =
      """
      arch         | amd64       | i386        | -     | later   | later
      cmode        | tty         | shell       | later | later   | later
      console      | 0           | 1           | later | later   | later
      cores        | 1           | 2           | now   | now     | now
      cpulimit     | 1           | 0.5         | now   | now     | now
      cpuunits     | 100         | 50          | now   | now     | now
      debug        | 1           | 0           | later | later   | later
      description  | one         | two         | now   | now     | now
      features     | nesting=1   | keyctl=1    | later | later   | later
      hookscript   | local:snippets/a.sh | local:snippets/b.sh | now | now | now
      hostname     | one         | two         | -     | now     | now
      memory       | 512         | 1024        | -     | now     | refused
      mp0          | local-zfs:subvol-100-disk-1,mp=/a | local-zfs:subvol-100-disk-1,mp=/b | now | later | later
      mp255        | /srv,mp=/a  | /srv,mp=/b  | now   | later   | later
      nameserver   | 10.0.0.1    | 10.0.0.2    | later | later   | later
      net0         | name=eth0,bridge=vmbr0,hwaddr=BC:24:11:00:00:01,ip=dhcp,type=veth | name=eth0,bridge=vmbr0,hwaddr=BC:24:11:00:00:01,ip=10.0.0.9/24,type=veth | now | now | now
      net9         | name=eth9,bridge=vmbr0,hwaddr=BC:24:11:00:00:09,type=veth | name=eth9,bridge=vmbr0,hwaddr=BC:24:11:00:00:09,tag=7,type=veth | now | now | now
      net10        | name=eth1,bridge=vmbr0,hwaddr=BC:24:11:00:00:02,type=veth | name=eth1,bridge=vmbr0,hwaddr=BC:24:11:00:00:02,tag=7,type=veth | now | now | later
      onboot       | 1           | 0           | now   | now     | now
      ostype       | debian      | ubuntu      | -     | later   | refused
      protection   | 1           | 0           | now   | now     | now
      rootfs       | -           | local-zfs:subvol-100-disk-0,acl=1,size=8G | - | later | refused
      searchdomain | a.example   | b.example   | later | later   | later
      startup      | order=1     | order=2     | now   | now     | now
      swap         | 512         | 256         | -     | now     | now
      tags         | a           | b           | now   | now     | now
      template     | 0           | -           | later | -       | later
      timezone     | UTC         | host        | later | later   | later
      tty          | 1           | 2           | later | later   | later
      unprivileged | -           | 0           | -     | refused | refused
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          BOTH
              + """
              dev0         | /dev/nvidia0 | /dev/nvidia0,mode=0660 | later | later | later
              dev255       | /dev/nvidia0 | /dev/nvidia0,mode=0660 | later | later | later
              """)
  void takes_effect_on_eight(
      String option, String one, String other, String added, String changed, String removed) {
    check("8.4.1", option, one, other, added, changed, removed);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          BOTH
              + """
              dev0         | /dev/nvidia0 | /dev/nvidia0,mode=0660 | now | later | later
              dev255       | /dev/nvidia0 | /dev/nvidia0,mode=0660 | now | later | later
              entrypoint   | /sbin/init  | /opt/app --x | later | later   | later
              env          | A=1         | A=2          | later | later   | later
              """)
  void takes_effect_on_nine(
      String option, String one, String other, String added, String changed, String removed) {
    check("9.0.10", option, one, other, added, changed, removed);
  }

  private static void check(
      String version,
      String option,
      String one,
      String other,
      String added,
      String changed,
      String removed) {
    Guest guest = new Guest(version, option);

    if (!added.equals("-")) {
      guest.set(one, added);
    } else if (!one.equals("-")) {
      guest.restart();
      assertThat(guest.inForce()).as("%s by default", option).startsWith(one);
    }
    if (!changed.equals("-")) {
      guest.set(other, changed);
    }
    guest.delete(removed);
  }

  /** A running container with one option that is watched. */
  private static final class Guest {
    private final SimulatedHost host;
    private final String option;

    Guest(String version, String option) {
      this.host =
          SimulatedHost.builder()
              .pveVersion(version)
              .inMemory()
              .addImage(IMAGE)
              .addDevice("/dev/nvidia0")
              .makeDirectory("/srv")
              .write("/var/lib/vz/snippets/a.sh", "#!/bin/sh\n")
              .write("/var/lib/vz/snippets/b.sh", "#!/bin/sh\n");
      this.option = option;
      run(
          "pct",
          "create",
          "100",
          IMAGE,
          "--rootfs",
          "local-zfs:8",
          "--unprivileged",
          "1",
          "--hostname",
          "one");
      run("pct", "set", "100", "--mp7", "local-zfs:1,mp=/other");
      run("pct", "set", "100", "--delete", "mp7");
      run("pct", "start", "100");
    }

    void set(String value, String effect) {
      String before = inForce();
      CommandResult result = answer("pct", "set", "100", "--" + option, value);
      if (effect.equals("refused")) {
        assertThat(result.exitCode()).isNotZero();
        assertThat(inForce()).isEqualTo(before);
        return;
      }
      assertThat(result.stderrText()).isEmpty();
      boolean now = effect.equals("now");
      assertThat(waits("new")).as("%s %s waits", option, value).isEqualTo(!now);
      assertThat(inForce()).as("%s", option).startsWith(now ? value : before);
      restart();
      assertThat(inForce()).as("%s after a restart", option).startsWith(value);
      assertThat(waits("new")).isFalse();
    }

    void delete(String effect) {
      String before = inForce();
      CommandResult result = answer("pct", "set", "100", "--delete", option);
      if (effect.equals("refused")) {
        assertThat(result.exitCode()).isNotZero();
        assertThat(inForce()).isEqualTo(before);
        return;
      }
      assertThat(result.stderrText()).isEmpty();
      boolean now = effect.equals("now");
      assertThat(waits("del")).as("removing %s waits", option).isEqualTo(!now);
      assertThat(inForce()).isEqualTo(now ? "" : before);
      restart();
      assertThat(inForce()).as("%s after a restart", option).isEmpty();
    }

    void restart() {
      run("pct", "reboot", "100");
    }

    /** The value that is in force; empty for none. */
    String inForce() {
      String prefix = option + ": ";
      String row =
          run("pct", "config", "100", "--current", "1")
              .lines()
              .filter(line -> line.startsWith(prefix))
              .findFirst()
              .orElse(prefix);
      return row.substring(prefix.length()).replaceFirst("%0A$", "");
    }

    private boolean waits(String how) {
      return run("pct", "pending", "100")
          .lines()
          .anyMatch(line -> line.startsWith(String.format(Locale.ROOT, "%s %s: ", how, option)));
    }

    private String run(String... command) {
      CommandResult result = answer(command);
      assertThat(result.stderrText()).isEmpty();
      assertThat(host.config(Vmid.of(100))).isPresent();
      return result.stdoutText();
    }

    private CommandResult answer(String... command) {
      return host.shell().run(Command.of(command));
    }
  }
}
