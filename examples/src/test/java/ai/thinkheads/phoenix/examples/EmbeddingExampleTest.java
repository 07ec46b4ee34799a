package ai.thinkheads.phoenix.examples;

import static ai.thinkheads.phoenix.testing.PhoenixAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.thinkheads.phoenix.core.problem.InvalidInputException;
import ai.thinkheads.phoenix.core.run.Cancellation;
import ai.thinkheads.phoenix.core.run.Hypervisor;
import ai.thinkheads.phoenix.core.run.Report;
import ai.thinkheads.phoenix.testing.SimulatedProxmox;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@SimulatedProxmox(preparedFor = AiLab.class)
class EmbeddingExampleTest {

  private static final Path LAB = Path.of("ai-lab");

  @Test
  void a_program_applies_the_two_files(Hypervisor pve) {
    Report first = EmbeddingExample.apply(LAB, pve, new Cancellation());
    Report second = EmbeddingExample.apply(LAB, pve, new Cancellation());

    assertThat(first).isSuccess().did(950);
    assertThat(second).isSuccess().foundInSync(950);
  }

  @Test
  void a_cancelled_run_begins_nothing(Hypervisor pve) {
    Cancellation cancellation = new Cancellation();
    cancellation.request();

    Report report = EmbeddingExample.apply(LAB, pve, cancellation);

    assertThat(report).isCancelled().cancelled(900);
  }

  @Test
  @SimulatedProxmox
  void a_node_that_lacks_something_is_not_touched(Hypervisor pve) {
    assertThatThrownBy(() -> EmbeddingExample.apply(LAB, pve, new Cancellation()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("gpu 0 does not exist on pve1");
  }
}
