package ai.thinkheads.phoenix.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.Attributes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What of a container's entry makes its application run again. */
class ApplicationContextTest {

  @Test
  void sizes_and_dependencies_are_no_reason_to_run_an_application_again() {
    Attributes ports = Attributes.of("ports", List.of("8000:8000"));

    assertThat(
            ApplicationContext.inputs(
                ports
                    .with("memory_mb", 2048)
                    .with("cores", 2)
                    .with("dependencies", List.of("952"))))
        .isEqualTo(ports);
  }
}
