package ai.thinkheads.phoenix.testing.crash;

import static ai.thinkheads.phoenix.dsl.Features.feature;
import static ai.thinkheads.phoenix.dsl.FirewallRules.in;
import static ai.thinkheads.phoenix.dsl.HealthChecks.http;
import static ai.thinkheads.phoenix.dsl.Phoenix.container;
import static ai.thinkheads.phoenix.dsl.Phoenix.image;
import static ai.thinkheads.phoenix.dsl.Phoenix.net;
import static ai.thinkheads.phoenix.dsl.Phoenix.sharedVolume;
import static ai.thinkheads.phoenix.dsl.Phoenix.template;
import static ai.thinkheads.phoenix.dsl.Phoenix.volume;
import static ai.thinkheads.phoenix.dsl.Units.gib;
import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.feature.Script;
import ai.thinkheads.phoenix.core.feature.ScriptLibrary;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Planner;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import ai.thinkheads.phoenix.core.validate.Validator;
import ai.thinkheads.phoenix.dsl.ContainerBlock;
import ai.thinkheads.phoenix.dsl.ContainerDef;
import ai.thinkheads.phoenix.dsl.NetworkDef;
import ai.thinkheads.phoenix.dsl.Phoenix;
import ai.thinkheads.phoenix.dsl.SharedVolumeDef;
import ai.thinkheads.phoenix.dsl.TemplateDef;
import ai.thinkheads.phoenix.testing.PublishedLab;
import ai.thinkheads.phoenix.testing.sim.SimulatedHost;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A lab with something of everything, as it is at first and as it is later. */
final class CrashLab {

  private static final String IMAGE = "local:vztmpl/debian-12.tar.zst";
  private static final Vmid WEB = Vmid.of(950);
  private static final Vmid FILES = Vmid.of(951);
  private static final FeatureCatalog CATALOG =
      FeatureCatalog.of(List.of())
          .withScripts(
              ScriptLibrary.of(
                  "scripts",
                  Stream.of("base", "app", "setup")
                      .map(name -> new Script(name + ".sh", "echo " + name + "\n"))
                      .toList()));

  /** What is walked. */
  static Stream<Scenario> scenarios() {
    return Stream.of(
        Scenario.of("made", CrashLab::prepare, valid(first())),
        Scenario.of("changed", CrashLab::made, valid(later())),
        Scenario.of("rolled back", CrashLab::made, valid(later()))
            .withTrouble(host -> host.provisioning().fail(WEB, "health-check", 7, "not yet")),
        Scenario.of("replaced", CrashLab::made, valid(replaced()))
            .with((goal, state, options) -> Planner.plan(goal, state, options.replacing(FILES))),
        Scenario.of("pruned", CrashLab::made, valid(pruned()))
            .with((goal, state, options) -> Planner.plan(goal, state, options.pruning())),
        Scenario.of("destroyed", CrashLab::made, valid(first())).with(Planner::planDestroy));
  }

  /** The lab as its authors published it. */
  static Stream<Scenario> published() {
    ValidInfrastructure lab = PublishedLab.load();
    return Stream.of(
        Scenario.of("made as published", host -> host.prepareFor(lab.infrastructure()), lab));
  }

  private static void prepare(SimulatedHost host) {
    host.prepareFor(first()).prepareFor(later());
  }

  private static void made(SimulatedHost host) {
    prepare(host);
    assertThat(Scenario.of("made", CrashLab::prepare, valid(first())).run(host).isSuccess())
        .isTrue();
  }

  private static ValidInfrastructure valid(Infrastructure lab) {
    return Validator.of(CATALOG).validate(lab).orElseThrow();
  }

  // @formatter:off
  private static Infrastructure first() {
    return lab(
        CrashLab::firstWeb,
        files -> files
            .memory(gib(1)).lxc("lxc.cap.drop", "sys_time"));
  }

  private static void firstWeb(ContainerBlock web) {
    web.memory(gib(1)).disk(gib(4)).network(lan(150), net("eth1").bridge("vmbr1").ip("10.1.0.150/24"))
        .mount(volume("local-zfs", gib(2)), "/data").pool("apps")
        .install(feature("app").with("version", "1"));
  }

  private static Infrastructure later() {
    return lab(web -> web
            .memory(gib(2)).disk(gib(8)).network(lan(150))
            .mount(volume("local-zfs", gib(3)), "/data").mount(volume("local-zfs", gib(1)), "/more").pool("web")
            .lxc("lxc.cap.drop", "sys_time").timezone("UTC").firewall(in().accept().tcp(80))
            .install(feature("app").with("version", "2")).rollbackOnFailure(true),
        files -> files
            .memory(gib(2)).lxc("lxc.cap.drop", "sys_time").timezone("UTC")
            .mount(sharedVolume("logs", "/tank/logs"), "/logs"));
  }

  private static Infrastructure replaced() {
    return lab(
        CrashLab::firstWeb,
        files -> files
            .memory(gib(1)).lxc("lxc.cap.drop", "sys_time").privileged());
  }

  private static Infrastructure pruned() {
    return Phoenix.infrastructure("lab", web(base(), CrashLab::firstWeb));
  }

  private static Infrastructure lab(
      Consumer<ContainerBlock> web, Consumer<ContainerBlock> files) {
    SharedVolumeDef data = sharedVolume("data", "/tank/data");
    ContainerDef first = web(base(), web);
    ContainerDef second = container(951, "files", image(IMAGE), c -> {
      c.disk("local-zfs", gib(4)).network(lan(151)).dependsOn(first).mount(data, "/data");
      files.accept(c);
    });
    return Phoenix.infrastructure("lab", second);
  }

  private static TemplateDef base() {
    return template(900, "base", image(IMAGE), t -> t
        .memory(gib(1)).disk("local-zfs", gib(4)).network(lan(200))
        .install(feature("base")).snapshot("base-snapshot"));
  }

  private static ContainerDef web(TemplateDef base, Consumer<ContainerBlock> web) {
    return container(950, "web", base, c -> {
      web.accept(c);
      c.diskOptions(mount -> mount.acl(true)).applicationScript("setup.sh").healthCheck(http("http://localhost/"));
    });
  }

  // @formatter:on

  private static NetworkDef lan(int host) {
    return net("eth0").bridge("vmbr0").ip("10.0.0." + host + "/24").gateway("10.0.0.1");
  }

  private CrashLab() {}
}
