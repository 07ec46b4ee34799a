package ai.thinkheads.phoenix.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of effects, as pve-container 5.3 (PVE 8) and 6.1 (PVE 9) carry changes out. */
class OptionEffectsTest {

  private static final String NET = "name=eth0,bridge=vmbr0,hwaddr=BC:24:11:00:00:01";

  @ParameterizedTest(name = "{0}: {1}, {2}, {3}")
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        // option     | added     | changed    | deleted
        "arch         | RESTART   | RESTART    | RESTART",
        "cmode        | RESTART   | RESTART    | RESTART",
        "console      | RESTART   | RESTART    | RESTART",
        "cores        | LIVE      | LIVE       | LIVE",
        "cpulimit     | LIVE      | LIVE       | LIVE",
        "cpuunits     | LIVE      | LIVE       | LIVE",
        "debug        | RESTART   | RESTART    | RESTART",
        "description  | LIVE      | LIVE       | LIVE",
        "dev0         | RESTART   | RESTART    | RESTART",
        "dev255       | RESTART   | RESTART    | RESTART",
        "entrypoint   | RESTART   | RESTART    | RESTART",
        "features     | RESTART   | RESTART    | RESTART",
        "hookscript   | LIVE      | LIVE       | LIVE",
        "hostname     | NEXT_START| NEXT_START | NEXT_START",
        "lock         | IMPOSSIBLE| IMPOSSIBLE | IMPOSSIBLE",
        "memory       | LIVE      | LIVE       | IMPOSSIBLE",
        "mp0          | LIVE      | RESTART    | RESTART",
        "mp255        | LIVE      | RESTART    | RESTART",
        "nameserver   | RESTART   | RESTART    | RESTART",
        "net0         | LIVE      | LIVE       | LIVE",
        "net9         | LIVE      | LIVE       | LIVE",
        "net10        | LIVE      | LIVE       | RESTART",
        "onboot       | LIVE      | LIVE       | LIVE",
        "ostype       | RESTART   | RESTART    | IMPOSSIBLE",
        "parent       | IMPOSSIBLE| IMPOSSIBLE | IMPOSSIBLE",
        "protection   | LIVE      | LIVE       | LIVE",
        "rootfs       | RESTART   | IMPOSSIBLE | IMPOSSIBLE",
        "searchdomain | RESTART   | RESTART    | RESTART",
        "startup      | LIVE      | LIVE       | LIVE",
        "swap         | LIVE      | LIVE       | LIVE",
        "tags         | LIVE      | LIVE       | LIVE",
        "template     | IMPOSSIBLE| IMPOSSIBLE | IMPOSSIBLE",
        "timezone     | RESTART   | RESTART    | RESTART",
        "tty          | RESTART   | RESTART    | RESTART",
        "unprivileged | REPLACE   | REPLACE    | REPLACE",
        "unused0      | LIVE      | LIVE       | DATA_LOSS",
      })
  void of_a_running_container(String key, Effect added, Effect changed, Effect deleted) {
    OptionEffects running = new OptionEffects(true, 8, true);

    assertThat(running.of(key, Optional.empty(), Optional.of("1"))).isEqualTo(added);
    assertThat(running.of(key, Optional.of("1"), Optional.of("2"))).isEqualTo(changed);
    assertThat(running.of(key, Optional.of("1"), Optional.empty())).isEqualTo(deleted);
  }

  @ParameterizedTest(name = "net0: {0}")
  @CsvSource({
    "ip=10.0.0.1/24,         LIVE",
    "rate=5,                 LIVE",
    "tag=7,                  LIVE",
    "mtu=1400,               NEXT_START",
    "trunks=1;2,             NEXT_START",
    "'trunks=1;2,tag=7',     LIVE",
    "'mtu=1400,tag=7',       NEXT_START",
    "'mtu=1400,hwaddr=BC:24:11:00:00:02', LIVE",
    "'trunks=3,name=eth1',   LIVE",
  })
  void of_a_sub_key_of_a_network(String parts, Effect effect) {
    OptionEffects running = new OptionEffects(true, 9, true);

    assertThat(running.of("net0", Optional.of(NET), Optional.of(NET + "," + parts)))
        .isEqualTo(effect);
  }

  @ParameterizedTest
  @CsvSource({"8, RESTART", "9, LIVE"})
  void a_device_is_added_live_from_version_9_on(int version, Effect effect) {
    OptionEffects running = new OptionEffects(true, version, true);

    assertThat(running.of("dev0", Optional.empty(), Optional.of("/dev/kvm"))).isEqualTo(effect);
  }

  @ParameterizedTest
  @CsvSource({"features, LIVE", "mp0, LIVE", "hostname, LIVE", "net10, LIVE", "memory, IMPOSSIBLE"})
  void a_stopped_container_takes_at_once_all_that_is_possible(String key, Effect deleted) {
    OptionEffects stopped = new OptionEffects(false, 8, true);

    assertThat(stopped.of(key, Optional.of("1"), Optional.empty())).isEqualTo(deleted);
  }

  @ParameterizedTest
  @CsvSource({"features, NEXT_START", "memory, LIVE", "mp0, NEXT_START"})
  void without_restarts_what_needs_one_waits(String key, Effect effect) {
    OptionEffects patient = new OptionEffects(true, 8, false);

    assertThat(patient.of(key, Optional.of("1"), Optional.of("2"))).isEqualTo(effect);
  }

  @ParameterizedTest
  @CsvSource({
    "'x:1,size=8G', 'x:1,size=8G,ro=1', RESTART",
    "'x:1,size=8G', 'y:1,size=8G', IMPOSSIBLE"
  })
  void the_root_disk_can_change_its_options_and_not_its_volume(
      String before, String after, Effect effect) {
    OptionEffects running = new OptionEffects(true, 8, true);

    assertThat(running.of("rootfs", Optional.of(before), Optional.of(after))).isEqualTo(effect);
  }
}
