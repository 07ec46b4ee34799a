package ai.thinkheads.phoenix.proxmox;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.proxmox.shell.NodeAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterMemberTest {

  @Test
  void the_nodes_of_a_cluster_have_an_address_and_are_online_or_not() {
    String file =
        """
        {
        "nodename": "pve1",
        "version": 12,
        "cluster": { "name": "lab", "version": 3, "nodes": 3, "quorate": 1 },
        "nodelist": {
          "pve1": { "id": 1, "online": 1, "ip": "10.0.0.1"},
          "pve2": { "id": 2, "online": 0, "ip": "fd00::2"},
          "pve-3": { "id": 3, "online": 1}
          }
        }
        """;

    assertThat(ClusterMember.parse(file).values())
        .containsExactly(
            new ClusterMember("pve-3", true, NodeAddress.unknown()),
            new ClusterMember("pve1", true, at("10.0.0.1")),
            new ClusterMember("pve2", false, at("fd00::2")));
  }

  private static NodeAddress at(String ip) {
    return new NodeAddress(Optional.of(ip), List.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "{\n\"nodename\": \"pve1\",\n\"version\": 1\n}\n", "{\"nodelist\": {}}"})
  void a_node_alone_is_no_cluster(String text) {
    assertThat(ClusterMember.parse(text)).isEmpty();
  }
}
