package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Firewall;
import ai.thinkheads.phoenix.core.model.IpAddress;
import ai.thinkheads.phoenix.core.model.Ipv6Setting;
import ai.thinkheads.phoenix.core.model.MacAddress;
import ai.thinkheads.phoenix.core.model.Mount;
import ai.thinkheads.phoenix.core.model.NetworkInterface;
import ai.thinkheads.phoenix.core.model.Startup;
import ai.thinkheads.phoenix.core.state.PropertyString;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The options of a container that its definition asks for, computed on top of those it has:
 * sub-keys and entries that the definition does not own are carried along unchanged.
 *
 * <p>Device files below {@code /dev/nvidia} are owned by the GPU assignment; mounts are owned by
 * their path inside the container and keep the index they have.
 */
final class DesiredOptions {

  static final String GPU_DEVICES = "/dev/nvidia";
  private static final List<String> GPU_CONTROL =
      List.of("/dev/nvidiactl", "/dev/nvidia-uvm", "/dev/nvidia-uvm-tools");

  private final GuestGoal goal;
  private final SortedMap<String, String> present;
  private final SortedMap<String, String> wanted;

  private DesiredOptions(GuestGoal goal, SortedMap<String, String> present) {
    this.goal = goal;
    this.present = present;
    this.wanted = new TreeMap<>(present);
  }

  /**
   * All options as they shall be.
   *
   * @param goal the container with all that its definition implies
   * @param present the options it has; empty when it is to be made from an image
   * @param devices the device files that the node has
   */
  static SortedMap<String, String> of(
      GuestGoal goal, SortedMap<String, String> present, SortedSet<String> devices) {
    DesiredOptions options = new DesiredOptions(goal, present);
    options.resources(goal.container());
    options.named(goal.container());
    options.networks(goal.container());
    options.flags();
    options.startup(goal.container());
    options.devices(devices);
    options.mounts();
    return options.wanted;
  }

  private void resources(Container container) {
    wanted.put("hostname", container.name());
    wanted.put("cores", Integer.toString(container.cores()));
    wanted.put("memory", Long.toString(container.memory().toMib()));
    container.swap().ifPresent(swap -> wanted.put("swap", Long.toString(swap.toMib())));
    if (!container.nameservers().isEmpty()) {
      wanted.put(
          "nameserver",
          container.nameservers().stream().map(IpAddress::text).collect(Collectors.joining(" ")));
    }
  }

  private void named(Container container) {
    container
        .options()
        .values()
        .forEach(
            (option, value) -> {
              if (value.isEmpty()) {
                wanted.remove(option.key());
              } else {
                wanted.put(option.key(), value);
              }
            });
  }

  private void networks(Container container) {
    for (int index = 0; index < container.networks().size(); index++) {
      String key = "net" + index;
      PropertyString now = PropertyString.parse(present.getOrDefault(key, ""));
      wanted.put(
          key, network(container.networks().get(index), container.firewall(), now).toString());
    }
  }

  /** The current hardware address is carried along: without one Proxmox makes up a new one. */
  private static PropertyString network(
      NetworkInterface network, Optional<Firewall> firewall, PropertyString now) {
    PropertyString result =
        now.with("name", network.name())
            .with("bridge", network.bridge())
            .with("ip", network.ipv4().toString())
            .with("gw", network.gateway().map(IpAddress::text))
            .with("hwaddr", network.mac().map(MacAddress::text).or(() -> now.get("hwaddr")));
    Optional<Boolean> filtered = network.firewall().or(() -> firewall.map(Firewall::enabled));
    return further(network, stated(result, "firewall", filtered.map(DesiredOptions::digit)));
  }

  private static PropertyString further(NetworkInterface network, PropertyString start) {
    PropertyString result = start;
    if (network.ipv6().isPresent()) {
      result =
          result
              .with("ip6", network.ipv6().map(Ipv6Setting::toString))
              .with("gw6", network.gateway6().map(IpAddress::text));
    }
    result = stated(result, "mtu", digits(network.mtu()));
    result = stated(result, "tag", digits(network.vlan()));
    result = stated(result, "trunks", network.trunks().map(DesiredOptions::joined));
    result = stated(result, "rate", network.rate().map(BigDecimal::toPlainString));
    result = stated(result, "link_down", network.linkDown().map(DesiredOptions::digit));
    return stated(result, "host-managed", network.hostManaged().map(DesiredOptions::digit));
  }

  /** Sets a sub-key that the definition states; 0 and nothing are stated by taking it away. */
  private static PropertyString stated(PropertyString now, String key, Optional<String> value) {
    return value
        .map(text -> now.with(key, value.filter(any -> !text.isEmpty() && !text.equals("0"))))
        .orElse(now);
  }

  private static Optional<String> digits(OptionalInt number) {
    return number.isPresent() ? Optional.of("" + number.getAsInt()) : Optional.empty();
  }

  private static String digit(boolean value) {
    return value ? "1" : "0";
  }

  private static String joined(SortedSet<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(";"));
  }

  private void flags() {
    if (goal.flags().isEmpty()) {
      return;
    }
    PropertyString flags = PropertyString.parse(present.getOrDefault("features", ""));
    for (Map.Entry<String, String> flag : goal.flags().entrySet()) {
      flags = flags.with(flag.getKey(), flag.getValue());
    }
    wanted.put("features", flags.toString());
  }

  private void startup(Container container) {
    container
        .startup()
        .ifPresent(
            startup -> {
              wanted.put("onboot", startup.onBoot() ? "1" : "0");
              startupOrder(startup).ifPresent(value -> wanted.put("startup", value));
            });
  }

  private static Optional<String> startupOrder(Startup startup) {
    List<String> parts = new ArrayList<>();
    startup.order().ifPresent(order -> parts.add("order=" + order));
    startup.delaySeconds().ifPresent(delay -> parts.add("up=" + delay));
    OptionalInt down =
        startup.stopSeconds().isPresent() ? startup.stopSeconds() : startup.delaySeconds();
    down.ifPresent(delay -> parts.add("down=" + delay));
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(",", parts));
  }

  private void devices(SortedSet<String> available) {
    Map<String, String> owned = indexBy("dev", GPU_DEVICES);
    List<String> paths =
        Stream.concat(
                goal.container().gpus().indexes().stream().map(gpu -> GPU_DEVICES + gpu),
                GPU_CONTROL.stream().filter(available::contains))
            .toList();
    List<String> needed = goal.container().gpus().isNone() ? List.of() : paths;
    owned.forEach(
        (path, key) -> {
          if (!needed.contains(path)) {
            wanted.remove(key);
          }
        });
    for (String path : needed) {
      String key = owned.containsKey(path) ? owned.get(path) : firstFree("dev");
      PropertyString now = PropertyString.parse(wanted.getOrDefault(key, path));
      // Services in the container run as ordinary users, as they do on the host.
      wanted.put(key, now.with("mode", "0666").toString());
    }
  }

  private void mounts() {
    Map<String, String> byPath = new LinkedHashMap<>();
    present.forEach(
        (key, value) -> {
          if (key.matches("mp[0-9]+")) {
            PropertyString.parse(value).get("mp").ifPresent(path -> byPath.put(path, key));
          }
        });
    for (Mount mount : goal.mounts()) {
      if (byPath.containsKey(mount.path())) {
        keepOrRepoint(byPath.get(mount.path()), mount);
      } else {
        wanted.put(firstFree("mp"), newMount(mount));
      }
    }
  }

  /** A volume that is there is never allocated again; a bind mount may point elsewhere now. */
  private void keepOrRepoint(String key, Mount mount) {
    PropertyString now = PropertyString.parse(present.get(key));
    if (mount instanceof Mount.Bind bind && !now.first().equals(bind.source())) {
      wanted.put(key, new PropertyString(bind.source(), now.parts()).toString());
    }
  }

  private static String newMount(Mount mount) {
    String source =
        mount instanceof Mount.Bind bind ? bind.source() : allocation((Mount.Volume) mount);
    return PropertyString.of(source).with("mp", mount.path()).toString();
  }

  private static String allocation(Mount.Volume volume) {
    return volume.storage() + ":" + volume.size().toGib();
  }

  private Map<String, String> indexBy(String prefix, String ownedPath) {
    Map<String, String> keys = new TreeMap<>();
    present.forEach(
        (key, value) -> {
          String path = PropertyString.parse(value).first();
          if (key.matches(prefix + "[0-9]+") && path.startsWith(ownedPath)) {
            keys.put(path, key);
          }
        });
    return keys;
  }

  /** An index that neither was nor will be in use, so that nothing is replaced by the way. */
  private String firstFree(String prefix) {
    int index = 0;
    while (wanted.containsKey(prefix + index) || present.containsKey(prefix + index)) {
      index++;
    }
    return prefix + index;
  }
}
