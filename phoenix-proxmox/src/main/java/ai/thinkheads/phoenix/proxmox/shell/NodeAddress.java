package ai.thinkheads.phoenix.proxmox.shell;

import java.util.List;
import java.util.Optional;

/**
 * What a cluster tells of how one of its nodes is reached.
 *
 * @param ip its address in the network of the cluster; absent as long as it has not told one
 * @param hostKeys its public host keys as lines of {@code known_hosts}, under its name: those by
 *     which the nodes know each other ({@code /etc/pve/nodes/NODE/ssh_known_hosts}); none when the
 *     cluster has no such file
 */
public record NodeAddress(Optional<String> ip, List<String> hostKeys) {

  /** Copies the keys. */
  public NodeAddress {
    hostKeys = List.copyOf(hostKeys);
  }

  /** A node about which nothing is told. */
  public static NodeAddress unknown() {
    return new NodeAddress(Optional.empty(), List.of());
  }
}
