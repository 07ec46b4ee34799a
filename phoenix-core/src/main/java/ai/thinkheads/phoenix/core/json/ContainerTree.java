package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.ContainerSource;
import ai.thinkheads.phoenix.core.model.FeatureUse;
import ai.thinkheads.phoenix.core.model.GpuAssignment;
import ai.thinkheads.phoenix.core.model.HealthCheck;
import ai.thinkheads.phoenix.core.model.HealthProbe;
import ai.thinkheads.phoenix.core.model.IpAddress;
import ai.thinkheads.phoenix.core.model.Ipv6Setting;
import ai.thinkheads.phoenix.core.model.MacAddress;
import ai.thinkheads.phoenix.core.model.Mount;
import ai.thinkheads.phoenix.core.model.NetworkInterface;
import ai.thinkheads.phoenix.core.model.Startup;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Turns a container into its entry of {@code lxc_configs}, in the one spelling that is written. */
final class ContainerTree {

  private final Container container;
  private final JsonObject.Builder entry;

  private ContainerTree(Container container) {
    this.container = container;
    this.entry = AttributesJson.write(container.extras()).toBuilder();
  }

  static JsonObject of(Container container) {
    ContainerTree tree = new ContainerTree(container);
    tree.resources();
    tree.networks();
    tree.features();
    container.startup().ifPresent(tree::startup);
    tree.services();
    NodeJson.write(container, tree.entry);
    return tree.entry.build();
  }

  private void resources() {
    entry.put("name", container.name()).put("memory_mb", container.memory().toMib());
    container.swap().ifPresent(swap -> entry.put("swap_mb", swap.toMib()));
    entry.put("cores", container.cores());
    if (container.source() instanceof ContainerSource.Clone clone) {
      entry.put("clone_from_ctid", clone.vmid().toString());
    } else if (container.source() instanceof ContainerSource.Image image) {
      entry.put("template", image.volume());
    }
    entry
        .put("storage_pool", container.rootDisk().storage())
        .put("storage_size_gb", container.rootDisk().size().toGib())
        .putIf(
            "rootfs",
            MountOptionsJson.write(container.rootDisk().options(), JsonObject.builder()).build())
        .put("unprivileged", container.unprivileged())
        .putIf("template_snapshot_name", container.templateSnapshot())
        .putIf("portainer_role", container.portainerRole().map(role -> role.word()));
    if (!container.gpus().equals(GpuAssignment.none())) {
      entry.put("gpu_assignment", container.gpus().toString());
    }
  }

  private void networks() {
    List<NetworkInterface> networks = container.networks();
    String nameservers =
        container.nameservers().stream().map(IpAddress::text).collect(Collectors.joining(","));
    boolean named = !nameservers.isEmpty();
    if (networks.isEmpty()) {
      if (named) {
        entry.put("nameservers", nameservers);
      }
      return;
    }
    JsonObject.Builder first = network(networks.get(0)).toBuilder().remove("hwaddr");
    entry.put("network_config", (named ? first.put("nameservers", nameservers) : first).build());
    entry.putIf("mac_address", networks.get(0).mac().map(MacAddress::text));
    if (networks.size() > 1) {
      entry.put("secondary_network_config", network(networks.get(1)));
    }
    entry.putIf(
        "network_interfaces",
        networks.subList(Math.min(2, networks.size()), networks.size()),
        ContainerTree::network);
  }

  private static JsonObject network(NetworkInterface network) {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("name", network.name())
            .put("bridge", network.bridge())
            .put("ip", network.ipv4().toString())
            .putIf("gw", network.gateway().map(IpAddress::text))
            .putIf("hwaddr", network.mac().map(MacAddress::text))
            .putIf("ip6", network.ipv6().map(Ipv6Setting::toString))
            .putIf("gw6", network.gateway6().map(IpAddress::text))
            .putIf("trunks", network.trunks(), ContainerTree::numbers)
            .putIf("firewall", network.firewall(), JsonValue::truth)
            .putIf("rate", network.rate(), JsonValue.Numeral::of)
            .putIf("link_down", network.linkDown(), JsonValue::truth)
            .putIf("host_managed", network.hostManaged(), JsonValue::truth);
    number(json, "mtu", network.mtu());
    number(json, "tag", network.vlan());
    return json.build();
  }

  private static JsonArray numbers(Collection<Integer> numbers) {
    return JsonArray.of(numbers.stream().map(number -> JsonValue.Numeral.of(number)).toList());
  }

  private void features() {
    entry.putIf("features", container.features(), use -> JsonValue.text(use.name()));
    JsonObject.Builder parameters = JsonObject.builder();
    for (FeatureUse use : container.features()) {
      boolean vllm = use.name().equals(VllmKeys.FEATURE);
      Predicate<String> hasKey = name -> vllm && VllmKeys.hasKey(name);
      use.parameters()
          .values()
          .forEach(
              (name, value) -> {
                if (hasKey.test(name)) {
                  entry.put(VllmKeys.key(name), AttributesJson.write(value));
                }
              });
      parameters.putIf(use.name(), AttributesJson.write(without(use.parameters(), hasKey)));
    }
    entry.putIf("feature_parameters", parameters.build());
    entry.putIf(
        "pct_options",
        new TreeMap<>(container.flags()).entrySet(),
        flag -> JsonValue.text(flag.getKey() + "=" + flag.getValue()));
  }

  private static Attributes without(Attributes parameters, Predicate<String> elsewhere) {
    Attributes rest = Attributes.none();
    for (String name : parameters.values().keySet()) {
      if (!elsewhere.test(name)) {
        rest = rest.with(name, parameters.values().get(name));
      }
    }
    return rest;
  }

  private void startup(Startup startup) {
    entry.put("start_at_boot", startup.onBoot());
    number(entry, "boot_order", startup.order());
    number(entry, "boot_delay", startup.delaySeconds());
    number(entry, "stop_delay", startup.stopSeconds());
  }

  private void services() {
    entry
        .putIf("application_script", container.applicationScript())
        .putIf("dependencies", container.dependencies(), vmid -> JsonValue.text(vmid.toString()))
        .putIf("ports", container.ports(), port -> JsonValue.text(port.toString()))
        .putIf("health_check", container.healthCheck(), ContainerTree::healthCheck)
        .putIf("firewall", container.firewall(), FirewallJson::write);
    entry.putIf("volumes", mounts(Mount.Volume.class), ContainerTree::volume);
    entry.putIf("mount_points", mounts(Mount.Bind.class), ContainerTree::bind);
  }

  private <M extends Mount> List<M> mounts(Class<M> kind) {
    return container.mounts().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static JsonObject healthCheck(HealthCheck check) {
    return JsonObject.builder()
        .putIf("command", probe(check, HealthProbe.Command.class).map(HealthProbe.Command::command))
        .putIf(
            "http",
            some(check, HealthProbe.Http.class, http -> JsonValue.text(http.url())),
            Function.identity())
        .putIf(
            "tcp",
            some(check, HealthProbe.Tcp.class, tcp -> JsonValue.Numeral.of(tcp.port())),
            Function.identity())
        .putIf(
            "unit",
            some(check, HealthProbe.Unit.class, unit -> JsonValue.text(unit.name())),
            Function.identity())
        .putIf(
            "nvidia_smi", probe(check, HealthProbe.NvidiaSmi.class), any -> JsonValue.truth(true))
        .put("retries", check.retries())
        .put("interval", check.interval().toSeconds())
        .putIf("deadline", check.deadline(), time -> JsonValue.Numeral.of(time.toSeconds()))
        .build();
  }

  private static <P extends HealthProbe> List<P> probes(HealthCheck check, Class<P> kind) {
    return check.probes().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** One probe of a kind as it is, several as a list. */
  private static <P extends HealthProbe> Optional<JsonValue> some(
      HealthCheck check, Class<P> kind, Function<P, JsonValue> toJson) {
    List<JsonValue> all = probes(check, kind).stream().map(toJson).toList();
    return all.size() > 1 ? Optional.of(JsonArray.of(all)) : all.stream().findFirst();
  }

  private static <P extends HealthProbe> Optional<P> probe(HealthCheck check, Class<P> kind) {
    return probes(check, kind).stream().findFirst();
  }

  private static JsonObject volume(Mount.Volume volume) {
    JsonObject.Builder json =
        JsonObject.builder()
            .putIf("name", volume.name())
            .put("pool", volume.storage())
            .put("size_gb", volume.size().toGib())
            .put("mount_point", volume.path());
    return MountOptionsJson.write(volume.options(), json).build();
  }

  private static JsonObject bind(Mount.Bind bind) {
    JsonObject.Builder json =
        JsonObject.builder().put("host_path", bind.source()).put("container_path", bind.path());
    number(json, "owner_uid", bind.ownerUid());
    number(json, "owner_gid", bind.ownerGid());
    return MountOptionsJson.write(bind.options(), json).build();
  }

  private static void number(JsonObject.Builder json, String key, OptionalInt value) {
    value.ifPresent(number -> json.put(key, number));
  }
}
