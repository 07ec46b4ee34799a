package ai.thinkheads.phoenix.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.thinkheads.phoenix.core.model.Vmid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VmListTest {

  @Test
  void guests_of_all_nodes_and_kinds_are_listed() {
    String file =
        """
        {
        "version": 12,
        "ids": {
        "900": { "node": "pve1", "type": "lxc", "version": 11 },
        "8000": { "node": "pve2", "type": "qemu", "version": 3 }}

        }
        """;

    assertThat(VmList.parse(file)).containsExactly(Vmid.of(900), Vmid.of(8000));
  }

  @Test
  void a_new_cluster_has_no_guests() {
    assertThat(VmList.parse("{\n\"version\": 1,\n\"ids\": {}\n\n}\n")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"version\": 1}", "[]", "{\"ids\": {\"900\": {"})
  void anything_else_is_no_list(String text) {
    assertThatThrownBy(() -> VmList.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
