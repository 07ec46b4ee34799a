package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.ContainerSource;
import ai.thinkheads.phoenix.core.model.IpAddress;
import ai.thinkheads.phoenix.core.model.NetworkInterface;
import ai.thinkheads.phoenix.core.model.PortMapping;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What an application script can read of its container: the entry of {@code lxc_configs}, in the
 * keys of that file, with the parameters of features completed. It tells of no other container.
 */
final class ApplicationContext {

  /** The feature whose parameters stand beside the container's own keys, as in old files. */
  private static final String VLLM = "vllm";

  /** What is no reason to run an application again. */
  private static final Set<String> NO_REASON = Set.of("memory_mb", "cores", "dependencies");

  /**
   * @param steps what is installed in the container before its application
   */
  static Attributes of(Container container, Collection<GuestStep> steps) {
    Map<String, Object> features = new TreeMap<>();
    Attributes entry = container.extras();
    for (GuestStep step : steps) {
      if (step instanceof GuestStep.InstallFeature feature) {
        features.put(feature.name(), feature.parameters().values());
        entry = feature.name().equals(VLLM) ? withKeys(entry, feature.parameters()) : entry;
      }
    }
    entry =
        entry
            .with("name", container.name())
            .with("memory_mb", container.memory().toMib())
            .with("cores", container.cores())
            .with("features", steps.stream().map(GuestStep::name).toList())
            .with("feature_parameters", features)
            .with("ports", container.ports().stream().map(PortMapping::toString).toList())
            .with("dependencies", container.dependencies().stream().map(String::valueOf).toList());
    if (container.source() instanceof ContainerSource.Clone clone) {
      entry = entry.with("clone_from_ctid", clone.vmid().toString());
    }
    if (container.portainerRole().isPresent()) {
      entry = entry.with("portainer_role", container.portainerRole().get().word());
    }
    List<NetworkInterface> networks = container.networks();
    return networks.isEmpty() ? entry : entry.with("network_config", network(networks.get(0)));
  }

  private static Attributes withKeys(Attributes entry, Attributes parameters) {
    Attributes more = entry;
    for (Map.Entry<String, ?> parameter : parameters.values().entrySet()) {
      more = more.with(VLLM + "_" + parameter.getKey(), parameter.getValue());
    }
    return more;
  }

  private static Map<String, String> network(NetworkInterface network) {
    Map<String, String> keys = new TreeMap<>();
    keys.put("name", network.name());
    keys.put("bridge", network.bridge());
    keys.put("ip", network.ipv4().toString());
    network.gateway().map(IpAddress::text).ifPresent(gateway -> keys.put("gw", gateway));
    return keys;
  }

  /** What of it makes an application run again when it changes. */
  static Attributes inputs(Attributes context) {
    Attributes inputs = Attributes.none();
    for (Map.Entry<String, ?> value : context.values().entrySet()) {
      if (!NO_REASON.contains(value.getKey())) {
        inputs = inputs.with(value.getKey(), value.getValue());
      }
    }
    return inputs;
  }

  private ApplicationContext() {}
}
