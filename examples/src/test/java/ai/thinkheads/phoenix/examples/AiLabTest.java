package ai.thinkheads.phoenix.examples;

import static ai.thinkheads.phoenix.dsl.Units.gib;
import static ai.thinkheads.phoenix.testing.PhoenixAssertions.assertThat;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.feature.ScriptDirectory;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AiLabTest {

  private static final Infrastructure LAB = AiLab.infrastructure();
  private static final FeatureCatalog FEATURES =
      FeatureCatalog.installed()
          .withScripts(ScriptDirectory.read(Path.of("ai-lab/scripts")).library());

  @Test
  void the_lab_keeps_all_rules() {
    assertThat(LAB).isValidWith(FEATURES);
  }

  @Test
  void granite_is_served_by_vllm_on_both_gpus() {
    assertThat(LAB)
        .container(950)
        .isClonedFrom(920)
        .hasFeature("vllm", "model", "ibm-granite/granite-3.3-8b-instruct")
        .hasGpus(0, 1)
        .hasMemory(gib(72))
        .dependsOn(953);
  }
}
