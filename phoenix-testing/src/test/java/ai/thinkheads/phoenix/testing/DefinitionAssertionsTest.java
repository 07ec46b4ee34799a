package ai.thinkheads.phoenix.testing;

import static ai.thinkheads.phoenix.dsl.Units.gib;
import static ai.thinkheads.phoenix.testing.PhoenixAssertions.assertThat;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DefinitionAssertionsTest {

  private static final Infrastructure LAB = TestLab.infrastructure();

  @Test
  void what_is_true_of_a_definition_holds() {
    assertThat(LAB)
        .hasOnlyContainers(953, 950, 900)
        .isValidWith(TestLab.CATALOG)
        .container(900)
        .hasName("base")
        .isCreatedFrom(TestLab.IMAGE)
        .isTemplateWithSnapshot("base-snapshot")
        .hasCores(2)
        .hasMemory(gib(2))
        .hasStorage("local-zfs")
        .hasGpus()
        .container(950)
        .isClonedFrom(900)
        .isNoTemplate()
        .hasDisk(gib(16))
        .hasAddress("10.0.0.150/24")
        .hasGpus(0)
        .hasFlag("nesting")
        .hasFeature("docker")
        .hasFeature("docker", "version", "27.5")
        .hasNoFeature("vllm")
        .dependsOn(953)
        .hasPort(8080)
        .mountsSomethingAt("/data")
        .hasApplicationScript("app.sh")
        .hasHealthCheck("localhost:8080");
  }

  static Stream<Arguments> failures() {
    String service = "Expected container 950 \"service\" of lab to ";
    String base = "Expected template 900 \"base\" of lab to ";
    return Stream.of(
        Failing.with(
            () -> assertThat(LAB).container(999),
            "Expected infrastructure lab to define container 999, but it does not"),
        Failing.with(
            () -> assertThat(LAB).hasOnlyContainers(900),
            "Expected infrastructure lab to define exactly these containers (- expected, + found)"),
        Failing.with(
            () -> assertThat(LAB).isValidWith(FeatureCatalog.of(List.of())),
            "Expected infrastructure lab to keep all rules (- expected, + found)"),
        Failing.with(
            () -> assertThat(LAB).hasProblem(TestLab.CATALOG, "moon"),
            "Expected infrastructure lab to have a problem with \"moon\", but it has none"),
        Failing.with(() -> service().hasName("x"), service + "have the name x, but it has service"),
        Failing.with(
            () -> service().isClonedFrom(901),
            service + "be cloned from 901, but it is a clone of 900"),
        Failing.with(
            () -> base().isClonedFrom(901),
            base + "be cloned from 901, but it is created from " + TestLab.IMAGE),
        Failing.with(
            () -> service().isCreatedFrom("local:vztmpl/x.tar"),
            service + "be created from local:vztmpl/x.tar, but it is a clone of 900"),
        Failing.with(
            () -> base().isTemplateWithSnapshot("other"),
            base + "take the snapshot other, but it takes base-snapshot"),
        Failing.with(
            () -> service().isTemplateWithSnapshot("other"),
            service + "take the snapshot other, but it takes none"),
        Failing.with(() -> base().isNoTemplate(), base + "be no template, but it takes a snapshot"),
        Failing.with(() -> service().hasCores(9), service + "have cores 9, but it has 2"),
        Failing.with(
            () -> service().hasMemory(gib(9)), service + "have memory 9 GiB, but it has 2 GiB"),
        Failing.with(
            () -> service().hasDisk(gib(9)), service + "have a disk of 9 GiB, but it has 16 GiB"),
        Failing.with(
            () -> service().hasStorage("fast"),
            service + "have its disk on fast, but it has local-zfs"),
        Failing.with(
            () -> service().hasAddress("10.0.0.9/24"),
            service + "have address 10.0.0.9/24 (- expected, + found)"),
        Failing.with(
            () -> service().hasGpus(0, 1),
            service + "have exactly these GPUs (- expected, + found)"),
        Failing.with(
            () -> service().hasFlag("keyctl"),
            service + "have flag keyctl=1 (- expected, + found)"),
        Failing.with(
            () -> service().hasFeature("vllm"),
            service + "have feature vllm (- expected, + found)"),
        Failing.with(
            () -> service().hasFeature("docker", "version", 28),
            service + "have docker with version 28, but that is 27.5"),
        Failing.with(
            () -> service().hasFeature("docker", "channel", "stable"),
            service + "have docker with channel stable, but that is not said"),
        Failing.with(
            () -> service().hasNoFeature("docker"),
            service + "not have feature docker, but it has"),
        Failing.with(
            () -> service().dependsOn(953, 900),
            service + "depend on 953, 900 (- expected, + found)"),
        Failing.with(() -> service().hasPort(80), service + "have port 80 (- expected, + found)"),
        Failing.with(
            () -> service().mountsSomethingAt("/x"), service + "mount at /x (- expected, + found)"),
        Failing.with(
            () -> service().hasApplicationScript("x.sh"),
            service + "be set up by x.sh, but it is by app.sh"),
        Failing.with(
            () -> base().hasApplicationScript("x.sh"),
            base + "be set up by x.sh, but no script does"),
        Failing.with(
            () -> service().hasHealthCheck("9000"),
            service + "have a health check with \"9000\", but it has" + " http://localhost:8080"),
        Failing.with(
            () -> base().hasHealthCheck("9000"),
            base + "have a health check with \"9000\", but it has none"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void what_is_not_true_of_a_definition_fails(ThrowingCallable assertion, String sentence) {
    Failing.check(assertion, sentence);
  }

  @Test
  void a_failure_shows_the_container() {
    Failing.message(
        () -> service().isClonedFrom(901),
        """
        Expected container 950 "service" of lab to be cloned from 901, but it is a clone of 900:

        container 950 "service"
            source               clone of 900
            cores                2
            memory               2 GiB
            disk                 16 GiB on local-zfs
            network              eth0 on vmbr0, 10.0.0.150/24
            gpus                 0
            flags                nesting=1
            feature              docker {version=27.5}
            application          app.sh
            health check         http://localhost:8080
            needs                953
            ports                8080:8080
            mount                /data
        """);
  }

  @Test
  void a_failure_shows_what_is_missing_among_what_is_there() {
    Failing.message(
        () -> service().hasFeature("vllm"),
        """
        Expected container 950 "service" of lab to have feature vllm (- expected, + found):

            docker
          - vllm
        """);
  }

  @Test
  void a_failure_shows_the_problems_of_a_definition() {
    Failing.message(
        () -> assertThat(LAB).isValidWith(TestLab.catalog("base", "app")),
        """
        Expected infrastructure lab to keep all rules (- expected, + found):

          + error: lxc_configs.950.features: container 950 "service": feature "docker" is not known; \
        use one of [app, base], or put docker.sh into scripts
        """);
  }

  @Test
  void two_definitions_differ_as_their_files_would() {
    Infrastructure other = LAB.withName("lab2");

    Failing.message(
        () -> assertThat(LAB).isEqualTo(other),
        """
        Expected infrastructure lab to be equal to infrastructure lab2 (- expected, + found):

            {
          -     "name": "lab2",
          +     "name": "lab",
                "shared_volumes": {
                    "data": {
                        "host_path": "/tank/data",
                        "mounts": {
                            "950": "/data"
            …
        """);
    assertThat(LAB).isEqualTo(TestLab.infrastructure()).isNotEqualTo(other);
  }

  private static ContainerAssert service() {
    return assertThat(LAB).container(950);
  }

  private static ContainerAssert base() {
    return assertThat(LAB).container(900);
  }
}
