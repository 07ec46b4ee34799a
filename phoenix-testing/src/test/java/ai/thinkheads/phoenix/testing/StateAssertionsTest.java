package ai.thinkheads.phoenix.testing;

import static ai.thinkheads.phoenix.testing.PhoenixAssertions.assertThat;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.state.ConfigSection;
import ai.thinkheads.phoenix.core.state.GuestConfig;
import ai.thinkheads.phoenix.core.state.GuestKind;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StateAssertionsTest {

  /** The gateway runs, and another guest is stopped half-made. */
  private static final ObservedState NODE = TestLab.node(TestLab.gateway(), debris());

  private static ObservedGuest debris() {
    ConfigSection section =
        new ConfigSection(new TreeMap<>(Map.of("lock", "create")), List.of(), "");
    return new ObservedGuest(
        Vmid.of(950),
        "pve1",
        GuestKind.CONTAINER,
        false,
        new GuestConfig(section, ConfigSection.empty(), new TreeMap<>(), "d".repeat(40)),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void what_is_true_of_a_node_holds() {
    assertThat(NODE)
        .hasOnlyGuests(953, 950)
        .hasNoGuest(900)
        .guest(953)
        .isRunning()
        .isUnlocked()
        .hasOption("memory", "1024")
        .hasNoOption("swap")
        .hasSnapshot("before")
        .hasNoSnapshot("after")
        .hasInstalled("base")
        .guest(950)
        .isStopped()
        .hasNothingPending();
  }

  static Stream<Arguments> failures() {
    String node = "Expected node pve1 to ";
    String gateway = "Expected guest 953 on pve1 to ";
    String debris = "Expected guest 950 on pve1 to ";
    return Stream.of(
        Failing.with(() -> assertThat(NODE).guest(900), node + "have guest 900, but it has not"),
        Failing.with(
            () -> assertThat(NODE).hasNoGuest(953), node + "have no guest 953, but it has"),
        Failing.with(
            () -> assertThat(NODE).hasOnlyGuests(953),
            node + "have exactly these guests (- expected, + found)"),
        Failing.with(() -> halfMade().isRunning(), debris + "run, but it is stopped"),
        Failing.with(() -> gateway().isStopped(), gateway + "be stopped, but it runs"),
        Failing.with(
            () -> halfMade().isUnlocked(), debris + "be unlocked, but it is locked for create"),
        Failing.with(
            () -> gateway().hasOption("memory", "2048"),
            gateway + "have memory: 2048, but memory is 1024"),
        Failing.with(
            () -> gateway().hasOption("swap", "512"),
            gateway + "have swap: 512, but swap is not set"),
        Failing.with(
            () -> gateway().hasNoOption("memory"), gateway + "have no memory, but it is 1024"),
        Failing.with(
            () -> gateway().hasNothingPending(),
            gateway + "have nothing pending, but [cores] are pending"),
        Failing.with(
            () -> gateway().hasSnapshot("after"),
            gateway + "have snapshot after (- expected, + found)"),
        Failing.with(
            () -> gateway().hasNoSnapshot("before"),
            gateway + "have no snapshot before, but it has"),
        Failing.with(
            () -> gateway().hasInstalled("docker"),
            gateway + "have installed docker (- expected, + found)"),
        Failing.with(
            () -> halfMade().hasInstalled("docker"),
            debris + "have installed docker, but it was not looked inside of"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void what_is_not_true_of_a_node_fails(ThrowingCallable assertion, String sentence) {
    Failing.check(assertion, sentence);
  }

  @Test
  void a_failure_shows_the_guest() {
    Failing.message(
        () -> gateway().hasOption("memory", "2048"),
        """
        Expected guest 953 on pve1 to have memory: 2048, but memory is 1024:

        guest 953 on pve1  running
            arch           amd64
            cores          2
            hostname       gateway
            memory         1024
            net0           name=eth0,bridge=vmbr0,gw=10.0.0.1,hwaddr=BC:24:11:45:91:2F,ip=10.0.0.153/24,type=veth
            rootfs         local-zfs:subvol-953-disk-0,size=8G
            unprivileged   1
            pending cores  4
            snapshot       before
            installed      base
        """);
  }

  @Test
  void a_failure_shows_the_guests_of_the_node() {
    Failing.message(
        () -> assertThat(NODE).guest(900),
        """
        Expected node pve1 to have guest 900, but it has not:

            guest 950
            guest 953 gateway
        """);
  }

  private static GuestAssert gateway() {
    return assertThat(NODE).guest(953);
  }

  private static GuestAssert halfMade() {
    return assertThat(NODE).guest(950);
  }
}
