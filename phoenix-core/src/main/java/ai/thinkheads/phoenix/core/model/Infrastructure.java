package ai.thinkheads.phoenix.core.model;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that shall exist on a hypervisor.
 *
 * @param name what people call it, like {@code ai-lab}
 * @param host the host part
 * @param nvidia where guests get their NVIDIA software from
 * @param containers the containers, by number
 * @param extras what the guest file says at its root beyond these, under its keys
 */
public record Infrastructure(
    String name,
    Host host,
    NvidiaSoftware nvidia,
    SortedMap<Vmid, Container> containers,
    Attributes extras) {

  /** The name of an infrastructure that was given none. */
  public static final String DEFAULT_NAME = "phoenix";

  /**
   * @throws IllegalArgumentException when a container stands under another number than its own
   */
  public Infrastructure {
    containers = Collections.unmodifiableSortedMap(new TreeMap<>(containers));
    containers.forEach(
        (vmid, container) -> {
          if (!container.vmid().equals(vmid)) {
            throw new IllegalArgumentException(container.title() + " stands under " + vmid);
          }
        });
  }

  /** Nothing at all. */
  public static Infrastructure empty() {
    return new Infrastructure(
        DEFAULT_NAME,
        Host.empty(),
        NvidiaSoftware.unsaid(),
        Collections.emptySortedMap(),
        Attributes.none());
  }

  /** The same under another name. */
  public Infrastructure withName(String value) {
    return new Infrastructure(value, host, nvidia, containers, extras);
  }

  /** The same with another host part. */
  public Infrastructure withHost(Host value) {
    return new Infrastructure(name, value, nvidia, containers, extras);
  }

  /** The same with other NVIDIA software. */
  public Infrastructure withNvidia(NvidiaSoftware value) {
    return new Infrastructure(name, host, value, containers, extras);
  }

  /** The same with these containers instead of its own. */
  public Infrastructure withContainers(Collection<Container> values) {
    SortedMap<Vmid, Container> map = new TreeMap<>();
    values.forEach(container -> map.put(container.vmid(), container));
    return new Infrastructure(name, host, nvidia, map, extras);
  }

  /** All of it for people, without secrets. */
  @Override
  public String toString() {
    return Redaction.shown(
        "Infrastructure[name="
            + name
            + ", host="
            + host
            + ", nvidia="
            + nvidia
            + ", containers="
            + containers
            + ", extras="
            + extras
            + "]");
  }

  /** The container of that number, when there is one. */
  public Optional<Container> container(Vmid vmid) {
    return Optional.ofNullable(containers.get(vmid));
  }

  /**
   * Whether a container goes back to what it was when a change of it fails: its own choice, or else
   * {@code behavior.rollback_on_failure} of the host file, or else not.
   */
  public boolean rollsBack(Container container) {
    return container
        .rollbackOnFailure()
        .orElseGet(
            () ->
                host.settings().get("behavior").orElse("") instanceof Map<?, ?> behavior
                    && Boolean.TRUE.equals(behavior.get("rollback_on_failure")));
  }
}
