package ai.thinkheads.phoenix.lab;

import static ai.thinkheads.phoenix.dsl.Features.feature;
import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.feature.Script;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import ai.thinkheads.phoenix.proxmox.ProxmoxHypervisor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A guest plants what it likes where Phoenix looks: nothing of the node leaks, nothing hangs. */
@InLab
@Timeout(120)
class HostileGuestTest {

  private static final Vmid VMID = Vmid.of(930);
  private static final Script TOOL = new Script("tool.sh", "echo once >>/srv/tool\n");

  private LabGuest guest;
  private ValidInfrastructure definition;

  @BeforeEach
  void guest(Lab lab) {
    definition = lab.define(VMID.value(), c -> c.unprivileged().install(feature("tool")), TOOL);
    if (lab.host().guest(VMID).isEmpty()) {
      assertThat(lab.apply(definition).isSuccess()).isTrue();
    }
    guest = lab.guest(VMID.value());
    guest.sh("rm -rf /var/lib/phoenix; mkdir /var/lib/phoenix");
  }

  @Test
  void links_lead_to_the_guests_own_files(Lab lab) {
    lab.node().run("bash", "-c", "echo 0123456789abcdef >/srv/of-the-node");
    guest.sh("ln -s /srv/of-the-node /var/lib/phoenix/tool; ln -s /srv /var/lib/phoenix/more");

    assertThat(recorded(lab)).contains(new TreeMap<>());
  }

  @Test
  void the_folder_itself_is_a_link(Lab lab) {
    guest.sh("rmdir /var/lib/phoenix; ln -s /etc /var/lib/phoenix");

    assertThat(recorded(lab)).contains(new TreeMap<>());
  }

  @Test
  void pipes_and_devices_are_not_read(Lab lab) {
    guest.sh("mkfifo /var/lib/phoenix/tool; ln -s /dev/zero /var/lib/phoenix/zero");

    assertThat(recorded(lab)).contains(new TreeMap<>());
  }

  @Test
  void endless_records_are_no_answer(Lab lab) {
    guest.sh("yes 0123456789abcdef | head -c 50000000 >/var/lib/phoenix/tool");

    assertThat(recorded(lab)).isEmpty();
  }

  @Test
  void a_huge_file_is_no_record(Lab lab) {
    guest.sh("truncate -s 8T /var/lib/phoenix/tool");

    assertThat(recorded(lab)).contains(new TreeMap<>());
  }

  @Test
  void pipes_in_the_way_of_a_run_do_not_hold_it_up(Lab lab) {
    guest.sh(
        "mkfifo /var/lib/phoenix/tool /var/lib/phoenix/.new;"
            + " rm -f /run/phoenix.lock; mkfifo /run/phoenix.lock");

    assertThat(lab.apply(definition).isSuccess()).isTrue();

    assertThat(lab.plan(definition).isEmpty()).isTrue();
    guest.sh("rm /run/phoenix.lock");
  }

  @Test
  void files_of_an_unprivileged_guest_belong_to_no_user_of_the_node(Lab lab) throws Exception {
    guest.sh("install -m 4755 /usr/bin/id /srv/id");
    Path file = lab.host().guest(VMID).orElseThrow().at("/srv/id");

    assertThat(Files.readAttributes(file, "unix:uid,gid"))
        .isEqualTo(Map.of("uid", 100_000, "gid", 100_000));
  }

  private Optional<SortedMap<String, String>> recorded(Lab lab) {
    try (ProxmoxHypervisor hypervisor = ProxmoxHypervisor.over(lab.connect())) {
      ObservedState state = hypervisor.observe(definition.scope());
      return state.guests().get(VMID).fingerprints();
    }
  }
}
