package ai.thinkheads.phoenix.dsl.user;

import static ai.thinkheads.phoenix.dsl.Features.feature;
import static ai.thinkheads.phoenix.dsl.Features.vllm;
import static ai.thinkheads.phoenix.dsl.FirewallRules.in;
import static ai.thinkheads.phoenix.dsl.HealthChecks.http;
import static ai.thinkheads.phoenix.dsl.Phoenix.container;
import static ai.thinkheads.phoenix.dsl.Phoenix.image;
import static ai.thinkheads.phoenix.dsl.Phoenix.infrastructure;
import static ai.thinkheads.phoenix.dsl.Phoenix.net;
import static ai.thinkheads.phoenix.dsl.Phoenix.sharedVolume;
import static ai.thinkheads.phoenix.dsl.Phoenix.template;
import static ai.thinkheads.phoenix.dsl.Units.gib;
import static ai.thinkheads.phoenix.dsl.Units.mib;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import ai.thinkheads.phoenix.core.problem.InvalidInputException;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.dsl.ContainerBlock;
import ai.thinkheads.phoenix.dsl.ContainerDef;
import ai.thinkheads.phoenix.dsl.NetworkDef;
import ai.thinkheads.phoenix.dsl.TemplateDef;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MistakesTest {

  private static final NetworkDef LAN = net("eth0").bridge("vmbr0").dhcp();
  private static final TemplateDef BASE =
      template(
          900,
          "base",
          image("local:vztmpl/debian-12.tar.zst"),
          t -> t.disk("local-zfs", gib(8)).network(LAN).snapshot("base-snapshot"));

  @Test
  void a_missing_part_is_told_of_the_line_on_which_the_block_begins() {
    int line = thisLine() + 3;

    InvalidInputException error =
        mistake(() -> container(801, "granite-embedding", BASE, c -> c.memory(gib(4))));

    assertThat(error)
        .hasMessage(
            "MistakesTest.java:"
                + line
                + ": error: container 801 \"granite-embedding\" has no network;"
                + " add .network(...)");
    assertThat(error.getStackTrace()[0].getLineNumber()).isEqualTo(line);
    assertThat(error.getStackTrace()[0].getClassName()).isEqualTo(MistakesTest.class.getName());
  }

  @Test
  void all_missing_parts_are_told_at_once() {
    InvalidInputException error =
        mistake(() -> template(900, "base", image("local:vztmpl/debian-12.tar.zst"), t -> {}));

    assertThat(error.problems())
        .extracting(Problem::message, Problem::remedy)
        .containsExactly(
            tuple("template 900 \"base\" has no network", "add .network(...)"),
            tuple("template 900 \"base\" has no disk on a storage", "add .disk(STORAGE, SIZE)"),
            tuple("template 900 \"base\" takes no snapshot", "add .snapshot(...)"));
  }

  @Test
  void a_wrong_value_is_told_of_its_own_line() {
    int line = thisLine() + 7;

    // @formatter:off
    InvalidInputException error =
        mistake(() ->
            container(950, "granite", BASE, c -> c
                .network(LAN)
                .cores(0)
                .memory(gib(4))));
    // @formatter:on

    assertThat(error)
        .hasMessage(
            "MistakesTest.java:"
                + line
                + ": error: container 950 \"granite\": cores 0 cannot be given; use 1 to 8192");
    assertThat(error.getStackTrace()[0].getLineNumber()).isEqualTo(line);
  }

  static Stream<Arguments> wrong_values() {
    return Stream.of(
        wrong(() -> gib(-1), "size -1 is negative"),
        wrong(() -> image("debian.tar"), "\"debian.tar\" is not an image; use STORAGE:vztmpl/FILE"),
        wrong(() -> net("eth0 ").bridge("vmbr0"), "\"eth0 \" cannot name a network device"),
        wrong(() -> net("eth0").bridge("vmbr0").ip("10.0.0.5"), "has no network size"),
        wrong(() -> LAN.gateway("10.0.0"), "\"10.0.0\" is not an IP address"),
        wrong(() -> LAN.mac("x"), "\"x\" is not a MAC address"),
        wrong(() -> sharedVolume("models", "tank"), "\"tank\" is not a usable path"),
        wrong(() -> feature("a b"), "\"a b\" cannot name a feature"),
        wrong(() -> vllm("m", v -> v.port(0)), "port 0 cannot be used; use 1 to 65535"),
        wrong(() -> vllm("m", v -> v.gpuMemoryUtilization(80)), "80.0 is no share"),
        wrong(() -> http("localhost"), "\"localhost\" is not a web address; write it like"),
        wrong(() -> http("http://x/';reboot"), "is not a web address"),
        wrong(() -> in().accept().tcp(70_000), "port 70000 does not exist; use 1 to 65535"),
        wrong(() -> in().accept().from("10.0.0.1 # x"), "cannot stand in a firewall rule"),
        wrong(() -> in().accept().from(BASE), "template 900 \"base\" has no fixed address"),
        wrong(() -> container(90, "a", BASE, c -> {}), "container 90 \"a\": vmid 90 is reserved"),
        wrong(() -> container(950, "a b", BASE, c -> {}), "\"a b\" cannot name a host name"),
        wrong(block(c -> c.memory(mib(1))), "container 950 \"a\": memory 1 MiB cannot be given"),
        wrong(block(c -> c.disk(mib(100))), "disk size 100 MiB cannot be allocated"),
        wrong(block(c -> c.gpus(-1)), "gpu -1 is negative"),
        wrong(block(c -> c.bootOrder(-1)), "start-up order and delay must be 0 or more"),
        wrong(block(c -> c.nameserver("dns")), "\"dns\" is not an IP address"),
        wrong(block(c -> c.applicationScript("a/b.sh")), "\"a/b.sh\" cannot name a script"),
        wrong(block(c -> c.port(0)), "port 0 does not exist"),
        wrong(block(c -> c.mount(sharedVolume("m", "/m"), "m")), "\"m\" is not a usable path"),
        wrong(block(c -> c.extra("x", new Object())), "cannot be written as JSON"));
  }

  @ParameterizedTest
  @MethodSource("wrong_values")
  void a_wrong_value_fails_in_its_call(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("MistakesTest.java:")
        .hasMessageContaining(message);
  }

  @Test
  void what_can_be_true_only_once_is_not_said_twice() {
    assertThatThrownBy(block(c -> c.cores(2).cores(4)))
        .hasMessageContaining("container 950 \"a\" says cores twice, 2 and 4; keep one of them");
    assertThatThrownBy(block(c -> c.privileged().unprivileged()))
        .hasMessageContaining("says privilege twice");
    assertThatThrownBy(block(c -> c.network(LAN).withoutNetwork()))
        .hasMessageContaining("says network twice, some and none");
    assertThatThrownBy(
            block(c -> c.mount(sharedVolume("m", "/m"), "/a").mount(sharedVolume("m", "/m"), "/b")))
        .hasMessageContaining("says the mount of m twice, /a and /b");
  }

  @Test
  void two_guests_cannot_have_one_number() {
    ContainerDef one = container(950, "one", BASE, c -> c.network(LAN));
    ContainerDef two = container(950, "two", BASE, c -> c.network(LAN));

    assertThatThrownBy(() -> infrastructure("lab", one, two))
        .hasMessageContaining(
            "vmid 950 is taken twice, by container 950 \"one\" and by container 950 \"two\";"
                + " give one of them another number");
  }

  @Test
  void a_shared_volume_cannot_be_two_folders() {
    ContainerDef one =
        container(950, "one", BASE, c -> c.network(LAN).mount(sharedVolume("m", "/a"), "/m"));
    ContainerDef two =
        container(951, "two", BASE, c -> c.network(LAN).mount(sharedVolume("m", "/b"), "/m"));

    assertThatThrownBy(() -> infrastructure("lab", one, two))
        .hasMessageContaining("shared volume \"m\" is defined twice, and differently");
  }

  private static Arguments wrong(ThrowingCallable call, String message) {
    return Arguments.of(call, message);
  }

  private static ThrowingCallable block(Consumer<ContainerBlock> words) {
    return () -> container(950, "a", BASE, words);
  }

  private static InvalidInputException mistake(ThrowingCallable call) {
    return catchThrowableOfType(InvalidInputException.class, call);
  }

  private static int thisLine() {
    return StackWalker.getInstance()
        .walk(frames -> frames.skip(1).findFirst())
        .orElseThrow()
        .getLineNumber();
  }
}
