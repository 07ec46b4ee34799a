package ai.thinkheads.phoenix.proxmox.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.thinkheads.phoenix.core.HypervisorException;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProvisionProgressTest {

  private final ProvisionScript script =
      Steps.script(
          Steps.feature("base_setup", "a"),
          Steps.feature("docker", "b"),
          Steps.application("c"),
          Steps.health("d", 3));
  private final List<String> texts = new ArrayList<>();
  private final ProvisionProgress progress = new ProvisionProgress(script, texts::add);

  private void hear(Marker... markers) {
    for (Marker marker : markers) {
      progress.accept(marker.line(script.token()));
    }
  }

  @Test
  void people_hear_what_goes_on() {
    hear(
        new Marker.Waiting("waiting for an address"),
        new Marker.Skipped(0, "base_setup"),
        new Marker.Started(1, "docker"),
        new Marker.Progress(1, "\u001b[32mSetting up\tdocker.io\u001b[0m"),
        new Marker.Done(1, 12),
        new Marker.Started(2, "application"),
        new Marker.Started(3, "health-check"),
        new Marker.Finished());

    assertThat(texts)
        .containsExactly(
            "waiting for an address",
            "base_setup: installed already",
            "docker: installing",
            "docker: Setting up docker.io",
            "docker: done after 12 s",
            "application: running",
            "health-check: waiting for it to succeed");
    assertThatCode(() -> progress.verify(CommandResult.of(0, "", ""))).doesNotThrowAnyException();
  }

  @Test
  void a_failure_names_the_step_its_exit_status_and_its_last_lines() {
    hear(
        new Marker.Started(1, "docker"),
        new Marker.Output(1, "E: Unable to locate package docker.io\u0007"),
        new Marker.Output(1, "x".repeat(1000)),
        new Marker.Failed(1, 100));

    ProvisionException failure =
        catchThrowableOfType(
            ProvisionException.class, () -> progress.verify(CommandResult.of(70, "", "")));

    assertThat(failure)
        .hasMessage(
            "container 902: docker failed with exit status 100:\n"
                + "    E: Unable to locate package docker.io\n    "
                + "x".repeat(499)
                + "…");
    assertThat(failure.remedy())
        .isEqualTo(
            "mend what its output says, then run again, which goes on with docker; all of its"
                + " output is in /var/log/phoenix/docker.log inside of the container");
    assertThat(failure.step()).isEqualTo("docker");
    assertThat(failure.exitCode()).isEqualTo(100);
    assertThat(failure.output()).hasSize(2);
  }

  @Test
  void a_script_that_was_killed_hints_at_memory() {
    hear(new Marker.Started(1, "docker"), new Marker.Failed(1, 137));

    assertThat(
            catchThrowableOfType(
                    ProvisionException.class, () -> progress.verify(CommandResult.of(70, "", "")))
                .remedy())
        .startsWith("give the container more memory");
  }

  @Test
  void a_guest_that_does_not_boot_is_told() {
    hear(new Marker.Unready("systemd has not booted the guest for 180 s: starting"));

    assertThat(
            catchThrowableOfType(
                HypervisorException.class, () -> progress.verify(CommandResult.of(71, "", ""))))
        .hasMessage("container 902: systemd has not booted the guest for 180 s: starting");
  }

  @Test
  void an_end_without_its_last_line_is_no_success() {
    hear(new Marker.Started(0, "base_setup"), new Marker.Done(0, 1));

    assertThat(
            catchThrowableOfType(
                HypervisorException.class,
                () ->
                    progress.verify(
                        CommandResult.of(0, "", "lxc-attach: 902: Failed to get init pid\n"))))
        .hasMessage(
            "container 902: provisioning ended early with exit status 0: lxc-attach: 902: Failed to"
                + " get init pid");
  }

  @Test
  void lines_of_another_token_mean_nothing() {
    hear(new Marker.Started(0, "base_setup"));
    progress.accept(new Marker.Finished().line("0123456789abcdef01234567"));
    progress.accept("phoenix:: finished");
    progress.accept("finished");

    assertThat(texts).containsExactly("base_setup: installing");
    assertThat(
            catchThrowableOfType(
                HypervisorException.class, () -> progress.verify(CommandResult.of(0, "", ""))))
        .isNotNull();
  }

  @Test
  void markers_are_read_back_from_their_lines() {
    List<Marker> markers =
        List.of(
            new Marker.Waiting("for an address"),
            new Marker.Unready("no boot"),
            new Marker.Started(0, "a"),
            new Marker.Skipped(1, "b"),
            new Marker.Progress(2, "installing 3 of 5"),
            new Marker.Output(2, ""),
            new Marker.Done(2, 7),
            new Marker.Failed(3, 1),
            new Marker.Finished());

    assertThat(markers)
        .allSatisfy(
            marker -> assertThat(Marker.read("token", marker.line("token"))).contains(marker));
  }
}
