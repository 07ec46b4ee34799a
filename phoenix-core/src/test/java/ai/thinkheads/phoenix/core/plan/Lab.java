package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.feature.Feature;
import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.feature.Script;
import ai.thinkheads.phoenix.core.feature.ScriptLibrary;
import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.ContainerSource;
import ai.thinkheads.phoenix.core.model.FeatureUse;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.IpAddress;
import ai.thinkheads.phoenix.core.model.Ipv4Setting;
import ai.thinkheads.phoenix.core.model.NetworkInterface;
import ai.thinkheads.phoenix.core.model.RootDisk;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.state.ConfigSection;
import ai.thinkheads.phoenix.core.state.GuestConfig;
import ai.thinkheads.phoenix.core.state.GuestKind;
import ai.thinkheads.phoenix.core.state.NodeFacts;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedNode;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.state.Storage;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import ai.thinkheads.phoenix.core.validate.Validator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A small lab for tests: a base template, and a service that is cloned from it. */
final class Lab {

  static final String IMAGE = "local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst";
  static final Script BASE = new Script("base.sh", "echo base\n");
  static final Script APP = new Script("app.sh", "echo app\n");
  static final FeatureCatalog CATALOG =
      FeatureCatalog.of(
              List.of(
                  feature("base", BASE, Map.of()), feature("docker", APP, Map.of("nesting", "1"))))
          .withScripts(ScriptLibrary.of("scripts", List.of(APP)));

  static Feature feature(String name, Script script, Map<String, String> flags) {
    return new Feature() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public String summary() {
        return name;
      }

      @Override
      public Script script() {
        return script;
      }

      @Override
      public Map<String, String> flags(Container container) {
        return flags;
      }
    };
  }

  static Container.Builder template() {
    return Container.builder(
            Vmid.of(900),
            "base",
            new ContainerSource.Image(IMAGE),
            new RootDisk("local-zfs", ByteSize.gib(8)))
        .cores(2)
        .memory(ByteSize.gib(2))
        .networks(List.of(network(200)))
        .features(List.of(FeatureUse.of("base")))
        .templateSnapshot("base-snapshot");
  }

  static Container.Builder service() {
    return Container.builder(
            Vmid.of(950),
            "service",
            new ContainerSource.Clone(Vmid.of(900)),
            new RootDisk("local-zfs", ByteSize.gib(16)))
        .cores(4)
        .memory(ByteSize.gib(2))
        .networks(List.of(network(150)))
        .features(List.of(FeatureUse.of("docker")));
  }

  /** A clone with a disk of 16 GiB. */
  static Container.Builder cloneOf(int source, int vmid) {
    return Container.builder(
            Vmid.of(vmid),
            "clone-" + vmid,
            new ContainerSource.Clone(Vmid.of(source)),
            new RootDisk("local-zfs", ByteSize.gib(16)))
        .networks(List.of(network(vmid - 800)));
  }

  static NetworkInterface network(int host) {
    return NetworkInterface.of("eth0", "vmbr0", Ipv4Setting.parse("10.0.0." + host + "/24"))
        .withGateway(IpAddress.parse("10.0.0.1"));
  }

  static ValidInfrastructure valid(Container... containers) {
    return Validator.of(CATALOG)
        .validate(Infrastructure.empty().withName("lab").withContainers(List.of(containers)))
        .orElseThrow();
  }

  static ObservedState bare() {
    return state(Set.of("vmbr0"), Set.of());
  }

  static ObservedState state(Set<String> bridges, Set<String> devices, ObservedGuest... guests) {
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
            new TreeSet<>(bridges),
            new TreeSet<>(devices),
            new TreeSet<>(Set.of(IMAGE)),
            new TreeSet<>()),
        List.of(guests));
  }

  static ObservedState with(ObservedGuest... guests) {
    return state(Set.of("vmbr0"), Set.of(), guests);
  }

  static ObservedGuest guest(
      int vmid,
      boolean running,
      Map<String, String> options,
      Map<String, ConfigSection> snapshots,
      Map<String, String> fingerprints) {
    TreeMap<String, String> current = new TreeMap<>(options);
    String description = Objects.requireNonNullElse(current.remove("description"), "");
    GuestConfig config =
        new GuestConfig(
            new ConfigSection(current, List.of(), description),
            ConfigSection.empty(),
            new TreeMap<>(snapshots),
            "d".repeat(40));
    return new ObservedGuest(
        Vmid.of(vmid),
        "pve1",
        GuestKind.CONTAINER,
        running,
        config,
        Optional.empty(),
        running ? Optional.of(new TreeMap<>(fingerprints)) : Optional.empty());
  }

  /** The same guest with values that wait for a restart. */
  static ObservedGuest pending(ObservedGuest guest, Map<String, String> options) {
    GuestConfig config =
        new GuestConfig(
            guest.config().current(),
            new ConfigSection(new TreeMap<>(options), List.of(), ""),
            guest.config().snapshots(),
            guest.config().digest());
    return new ObservedGuest(
        guest.vmid(),
        guest.node(),
        guest.kind(),
        guest.running(),
        config,
        guest.firewall(),
        guest.fingerprints());
  }

  private Lab() {}
}
