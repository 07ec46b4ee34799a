package ai.thinkheads.phoenix.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Action;
import ai.thinkheads.phoenix.core.run.Hypervisor;
import ai.thinkheads.phoenix.testing.sim.SimulatedHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

@SimulatedProxmox
class SimulatedProxmoxTest {

  @BeforeEach
  void leave_a_trace(SimulatedHost host) {
    assertThat(host.exists("/root/trace")).isFalse();
    host.write("/root/trace", "");
  }

  @Test
  void a_test_gets_a_freshly_installed_node(SimulatedHost host) {
    assertThat(host.storages()).containsOnlyKeys("local", "local-zfs");
  }

  @Test
  void methods_of_one_test_share_a_node_which_no_other_test_has(SimulatedHost host) {
    assertThat(host.exists("/root/trace")).isTrue();
  }

  @Test
  void the_hypervisor_is_that_node(SimulatedHost host, Hypervisor pve) {
    host.addImage(TestLab.IMAGE);
    TreeMap<String, String> options = new TreeMap<>(Map.of("rootfs", "local-zfs:8"));

    pve.perform(new Action.CreateContainer(Vmid.of(900), TestLab.IMAGE, options), text -> {});

    assertThat(host.config(Vmid.of(900))).isPresent();
  }

  @Test
  @SimulatedProxmox(preparedFor = Lab.class)
  void a_node_can_be_prepared_for_a_definition(SimulatedHost host) {
    assertThat(host.exists("/dev/nvidia0")).isTrue();
  }

  @Nested
  @SimulatedProxmox(preparedFor = Lab.class)
  class Prepared {

    @Nested
    class Inside {
      @Test
      void what_an_outer_class_says_holds_inside(SimulatedHost host) {
        assertThat(host.exists("/dev/nvidia0")).isTrue();
      }
    }
  }

  @Test
  void a_node_that_no_node_can_be_fails_the_test() {
    assertThat(failureOf(LeavesNonsense.class))
        .hasValueSatisfying(failure -> assertThat(failure).isInstanceOf(AssertionError.class));
  }

  @Test
  void a_class_without_a_definition_is_told_what_it_lacks() {
    assertThat(failureOf(PreparedForNonsense.class))
        .hasValueSatisfying(
            failure ->
                assertThat(failure)
                    .hasMessageContaining(
                        "java.lang.String cannot be prepared for; give it a method public static"
                            + " Infrastructure infrastructure()"));
  }

  /** Stands for a user's definition. */
  public static final class Lab {
    public static Infrastructure infrastructure() {
      return TestLab.infrastructure();
    }
  }

  @SimulatedProxmox
  static class LeavesNonsense {
    @Test
    void breaks_the_configuration(SimulatedHost host) {
      host.write("/etc/pve/lxc/900.conf", "rootfs: local-zfs:subvol-900-disk-0,size=8G\n");
    }
  }

  @SimulatedProxmox(preparedFor = String.class)
  static class PreparedForNonsense {
    @Test
    void never_begins(SimulatedHost host) {}
  }

  private static Optional<Throwable> failureOf(Class<?> test) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(selectClass(test)).build();
    List<Throwable> failures = new ArrayList<>();
    LauncherFactory.create()
        .execute(
            request,
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
                result.getThrowable().ifPresent(failures::add);
              }
            });
    return failures.stream().findFirst();
  }
}
