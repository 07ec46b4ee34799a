package ai.thinkheads.phoenix.testing;

import static ai.thinkheads.phoenix.dsl.Features.feature;
import static ai.thinkheads.phoenix.dsl.HealthChecks.http;
import static ai.thinkheads.phoenix.dsl.Phoenix.container;
import static ai.thinkheads.phoenix.dsl.Phoenix.image;
import static ai.thinkheads.phoenix.dsl.Phoenix.net;
import static ai.thinkheads.phoenix.dsl.Phoenix.sharedVolume;
import static ai.thinkheads.phoenix.dsl.Phoenix.template;
import static ai.thinkheads.phoenix.dsl.Units.gib;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.feature.Script;
import ai.thinkheads.phoenix.core.feature.ScriptLibrary;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.Planner;
import ai.thinkheads.phoenix.core.state.ConfigSection;
import ai.thinkheads.phoenix.core.state.GuestConfig;
import ai.thinkheads.phoenix.core.state.GuestKind;
import ai.thinkheads.phoenix.core.state.NodeFacts;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedNode;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.state.Storage;
import ai.thinkheads.phoenix.core.validate.Validator;
import ai.thinkheads.phoenix.dsl.ContainerDef;
import ai.thinkheads.phoenix.dsl.NetworkDef;
import ai.thinkheads.phoenix.dsl.Phoenix;
import ai.thinkheads.phoenix.dsl.SharedVolumeDef;
import ai.thinkheads.phoenix.dsl.TemplateDef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A lab of a template, a gateway and a service, for tests of assertions. */
final class TestLab {

  static final String IMAGE = "local:vztmpl/debian-12.tar.zst";
  static final FeatureCatalog CATALOG = catalog("base", "docker", "app");

  // @formatter:off
  static Infrastructure infrastructure() {
    SharedVolumeDef data = sharedVolume("data", "/tank/data");
    TemplateDef base = template(900, "base", image(IMAGE), t -> t
        .cores(2).memory(gib(2)).disk("local-zfs", gib(8)).network(lan(200))
        .install(feature("base")).snapshot("base-snapshot"));
    ContainerDef gateway = container(953, "gateway", base, c -> c.network(lan(153)));
    ContainerDef service = container(950, "service", base, c -> c
        .disk(gib(16)).network(lan(150)).dependsOn(gateway).nesting().gpus(0).port(8080)
        .mount(data, "/data")
        .install(feature("docker").with("version", "27.5"))
        .applicationScript("app.sh").healthCheck(http("http://localhost:8080")));
    return Phoenix.infrastructure("lab", service);
  }

  // @formatter:on

  private static NetworkDef lan(int host) {
    return net("eth0").bridge("vmbr0").ip("10.0.0." + host + "/24").gateway("10.0.0.1");
  }

  static FeatureCatalog catalog(String... scripts) {
    return FeatureCatalog.of(List.of())
        .withScripts(ScriptLibrary.of("scripts", Stream.of(scripts).map(TestLab::script).toList()));
  }

  private static Script script(String name) {
    return new Script(name + ".sh", "echo " + name + "\n");
  }

  static Plan plan(ObservedState observed) {
    return Planner.plan(Validator.of(CATALOG).validate(infrastructure()).orElseThrow(), observed);
  }

  static ObservedState node(ObservedGuest... guests) {
    Storage zfs =
        new Storage(
            "local-zfs",
            "zfspool",
            new TreeSet<>(Set.of("images", "rootdir")),
            Optional.empty(),
            false,
            false);
    return ObservedState.of(
        new ObservedNode(
            new NodeFacts("pve1", "8.4.1"),
            new TreeMap<>(Map.of("local-zfs", zfs)),
            new TreeSet<>(Set.of("vmbr0")),
            new TreeSet<>(
                Set.of(
                    "/dev/nvidia0", "/dev/nvidiactl", "/dev/nvidia-uvm", "/dev/nvidia-uvm-tools")),
            new TreeSet<>(Set.of(IMAGE)),
            new TreeSet<>()),
        List.of(guests));
  }

  /** A gateway that runs, with less memory than the lab wants. */
  static ObservedGuest gateway() {
    SortedMap<String, String> options =
        new TreeMap<>(
            Map.of(
                "arch", "amd64",
                "cores", "2",
                "hostname", "gateway",
                "memory", "1024",
                "net0",
                    "name=eth0,bridge=vmbr0,gw=10.0.0.1,hwaddr=BC:24:11:45:91:2F,ip=10.0.0.153/24,type=veth",
                "rootfs", "local-zfs:subvol-953-disk-0,size=8G",
                "unprivileged", "1"));
    GuestConfig config =
        new GuestConfig(
            new ConfigSection(options, List.of(), ""),
            new ConfigSection(new TreeMap<>(Map.of("cores", "4")), List.of(), ""),
            new TreeMap<>(Map.of("before", ConfigSection.empty())),
            "d".repeat(40));
    return new ObservedGuest(
        Vmid.of(953),
        "pve1",
        GuestKind.CONTAINER,
        true,
        config,
        Optional.empty(),
        Optional.of(new TreeMap<>(Map.of("base", "0123456789abcdef"))));
  }

  private TestLab() {}
}
