package ai.thinkheads.phoenix.dsl;

import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.NetworkInterface;
import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A guest that is fully described, together with the definitions that it refers to. It never
 * changes again.
 */
public abstract sealed class GuestDef permits TemplateDef, ContainerDef {

  private final Container container;
  private final List<GuestDef> needs;
  private final Map<SharedVolumeDef, String> sharedMounts;

  GuestDef(
      Container container, Collection<GuestDef> needs, Map<SharedVolumeDef, String> sharedMounts) {
    this.container = container;
    this.needs = List.copyOf(needs);
    this.sharedMounts = Map.copyOf(sharedMounts);
  }

  /** Its number. */
  public final Vmid vmid() {
    return container.vmid();
  }

  /** Its name, which is also its host name. */
  public final String name() {
    return container.name();
  }

  /**
   * Its first fixed IPv4 address, without the size of the network, like {@code 10.0.0.150}.
   *
   * @throws ai.thinkheads.phoenix.core.problem.InvalidInputException when it has none
   */
  public final String address() {
    return container.networks().stream()
        .map(NetworkInterface::address)
        .flatMap(Optional::stream)
        .map(cidr -> cidr.address().text())
        .findFirst()
        .orElseThrow(
            () ->
                UserLine.error(
                    container.title() + " has no fixed address",
                    "give its network one by .ip(...), or write the address out"));
  }

  /** What it is, without what it refers to. */
  public final Container container() {
    return container;
  }

  /** The guests that have to exist before it. */
  final List<GuestDef> needs() {
    return needs;
  }

  /** Where it mounts shared volumes. */
  final Map<SharedVolumeDef, String> sharedMounts() {
    return sharedMounts;
  }

  /** Like {@code container 950 "granite"}. */
  @Override
  public final String toString() {
    return container.title();
  }
}
