package ai.thinkheads.phoenix.lab;

import static ai.thinkheads.phoenix.dsl.Features.feature;
import static ai.thinkheads.phoenix.dsl.HealthChecks.command;
import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.feature.Script;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.run.Report;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.testing.sim.CommandHook;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs that break in the middle: the next one converges, and the one after has nothing to do. */
@InLab
@Timeout(300)
class BrokenRunsTest {

  private static final Script SLOW =
      new Script("slow.sh", "echo begun >>/srv/slow; sleep 3; echo ended >>/srv/slow\n");
  private static final Script QUICK = new Script("quick.sh", "echo once >>/srv/quick\n");

  private static ValidInfrastructure definition(Lab lab, int vmid) {
    return lab.define(
        vmid, c -> c.unprivileged().install(feature("slow"), feature("quick")), SLOW, QUICK);
  }

  @AfterEach
  void undisturbed(Lab lab) {
    lab.host().recover();
  }

  @ParameterizedTest
  @CsvSource({"create, 940", "start, 941"})
  void the_connection_breaks_while_proxmox_works(String verb, int vmid, Lab lab) {
    ValidInfrastructure definition = definition(lab, vmid);
    lab.host()
        .hook(
            new CommandHook() {
              @Override
              public void before(int number, Command asked) {
                if (asked.argv().contains(verb)) {
                  lab.door().cut();
                }
              }
            });
    assertThat(lab.apply(definition).isSuccess()).isFalse();

    lab.host().recover();
    awaitUnlocked(lab, vmid);
    converges(lab, definition);

    assertThat(lab.guest(vmid).sh("cat /srv/slow /srv/quick")).isEqualTo("begun\nended\nonce");
  }

  @Test
  void the_connection_breaks_while_a_feature_is_installed(Lab lab) {
    ValidInfrastructure definition = definition(lab, 942);
    CompletableFuture<Report> broken = CompletableFuture.supplyAsync(() -> lab.apply(definition));
    awaitFile(lab, 942, "/srv/slow");

    lab.door().cut();
    assertThat(broken.join().isSuccess()).isFalse();
    converges(lab, definition);

    assertThat(lab.guest(942).sh("cat /srv/slow /srv/quick")).isEqualTo("begun\nended\nonce");
  }

  @Test
  void the_guest_dies_while_a_feature_is_installed(Lab lab) {
    ValidInfrastructure definition = definition(lab, 943);
    CompletableFuture<Report> broken = CompletableFuture.supplyAsync(() -> lab.apply(definition));
    awaitFile(lab, 943, "/srv/slow");

    lab.guest(943).kill();
    Report report = broken.join();
    assertThat(report.isSuccess()).isFalse();
    assertThat(report.toString()).contains("provisioning ended early");
    converges(lab, definition);

    assertThat(lab.guest(943).sh("cat /srv/slow /srv/quick"))
        .isEqualTo("begun\nbegun\nended\nonce");
  }

  @Test
  void the_command_is_killed_on_the_node_while_a_feature_is_installed(Lab lab) {
    ValidInfrastructure definition = definition(lab, 944);
    CompletableFuture<Report> broken = CompletableFuture.supplyAsync(() -> lab.apply(definition));
    awaitFile(lab, 944, "/srv/slow");

    lab.node().run("bash", "-c", "kill -KILL $(pgrep -fx 'lxc-attach -n 944 .*bash -s')");
    assertThat(broken.join().isSuccess()).isFalse();
    converges(lab, definition);

    assertThat(lab.guest(944).sh("cat /srv/slow /srv/quick")).endsWith("ended\nonce");
  }

  @Test
  void a_health_check_that_fails_is_told_and_is_mended_by_the_next_run(Lab lab) {
    ValidInfrastructure definition =
        lab.define(
            945,
            c ->
                c.unprivileged()
                    .healthCheck(
                        command("cat /srv/health").retries(2).every(Duration.ofSeconds(1))));
    Report report = lab.apply(definition);
    assertThat(report.isSuccess()).isFalse();
    assertThat(report.toString()).contains("health-check failed", "/srv/health");

    lab.guest(945).sh("touch /srv/health");

    converges(lab, definition);
  }

  private static void converges(Lab lab, ValidInfrastructure definition) {
    Report report = lab.apply(definition);
    assertThat(report.isSuccess()).as("%s", report).isTrue();
    assertThat(lab.plan(definition).isEmpty()).as("%s", lab.plan(definition)).isTrue();
    lab.host().checkInvariants();
  }

  /** What broke off with its connection goes on on the node for a while. */
  private static void awaitUnlocked(Lab lab, int vmid) {
    while (lab.host().config(Vmid.of(vmid)).orElse("lock:").contains("lock:")) {
      Thread.onSpinWait();
    }
  }

  private static void awaitFile(Lab lab, int vmid, String path) {
    while (!lab.guest(vmid).run("test -e \"$1\"", path).isSuccess()) {
      Thread.onSpinWait();
    }
  }
}
