package ai.thinkheads.phoenix.testing.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.thinkheads.phoenix.core.feature.Script;
import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Action;
import ai.thinkheads.phoenix.core.plan.Fingerprint;
import ai.thinkheads.phoenix.core.plan.GuestStep;
import ai.thinkheads.phoenix.proxmox.ProxmoxHypervisor;
import ai.thinkheads.phoenix.proxmox.guest.ProvisionException;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Provisioning a simulated guest through the hypervisor, as a run does it. */
class SimulatedProvisioningTest {

  private static final Vmid VMID = Vmid.of(902);
  private static final String IMAGE = "local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst";

  private final SimulatedHost host = SimulatedHost.inMemory().addImage(IMAGE);
  private final ProxmoxHypervisor hypervisor = ProxmoxHypervisor.over(host.shell());
  private final List<String> texts = new ArrayList<>();

  @BeforeEach
  void guest() {
    host.shell().run(Command.of("pct", "create", "902", IMAGE, "--rootfs", "local-zfs:8"));
    host.shell().run(Command.of("pct", "start", "902"));
  }

  private void perform(String... features) {
    List<GuestStep> steps = new ArrayList<>();
    for (String name : features) {
      Script script = new Script(name + ".sh", "true");
      steps.add(
          new GuestStep.InstallFeature(
              name, script, Attributes.none(), Fingerprint.of(script, Attributes.none())));
    }
    hypervisor.perform(new Action.Provision(VMID, steps), texts::add);
  }

  @Test
  void steps_succeed_at_once_and_have_the_effects_that_a_test_gives_them() {
    host.provisioning()
        .onSuccess("docker", guest -> guest.write("/etc/docker/daemon.json", "{}\n"));

    perform("base_setup", "docker");

    assertThat(texts)
        .containsExactly(
            "base_setup: installing",
            "base_setup: done after 0 s",
            "docker: installing",
            "docker: done after 0 s");
    SimulatedGuest guest = host.guest(VMID).orElseThrow();
    assertThat(guest.read("/etc/docker/daemon.json")).contains("{}\n");
    assertThat(guest.list("/var/lib/phoenix")).containsExactly("base_setup", "docker");
  }

  @Test
  void an_arranged_failure_ends_the_action_until_it_is_over() {
    host.provisioning().fail(VMID, "docker", 100, "E: Unable to locate package docker.io");

    ProvisionException failure =
        catchThrowableOfType(ProvisionException.class, () -> perform("base_setup", "docker"));
    host.provisioning().recover();
    texts.clear();
    perform("base_setup", "docker");

    assertThat(failure)
        .hasMessage(
            "container 902: docker failed with exit status 100:\n"
                + "    E: Unable to locate package docker.io");
    assertThat(failure.step()).isEqualTo("docker");
    assertThat(texts)
        .containsExactly(
            "base_setup: installed already", "docker: installing", "docker: done after 0 s");
  }

  @Test
  void a_failure_of_some_times_is_over_by_itself() {
    host.provisioning().failTimes(1, VMID, "docker", 1);

    assertThatThrownBy(() -> perform("docker")).isInstanceOf(ProvisionException.class);
    perform("docker");

    assertThat(texts).endsWith("docker: done after 0 s");
  }

  @Test
  void a_success_is_no_failure_to_arrange() {
    assertThatThrownBy(() -> host.provisioning().fail(VMID, "docker", 0))
        .hasMessage("exit status 0 is no failure; use 1 to 255");
  }
}
