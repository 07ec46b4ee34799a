package ai.thinkheads.phoenix.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParametersTest {

  private static final Parameters VLLM =
      Parameters.of(
          Parameter.text("model", "the model's name").mandatory(),
          Parameter.whole("port", 1, 65535, "the port that it listens on").orElse(8000),
          Parameter.number("gpu_memory_utilization", 0, 1, "the share of the GPU's memory"),
          Parameter.texts("args", "more arguments").orEmpty(),
          Parameter.choice("dtype", List.of("auto", "float16"), "the type of the weights"),
          Parameter.flag("eager", "whether to go without CUDA graphs"),
          Parameter.structure("engine", "more settings"));

  @Test
  void presets_stand_in_for_what_is_not_given_or_null() {
    Attributes given = Attributes.of("model", "granite").with("port", null).with("eager", false);

    Attributes completed = VLLM.withPresets(given);

    assertThat(completed)
        .isEqualTo(
            Attributes.of("model", "granite")
                .with("port", 8000)
                .with("eager", false)
                .with("args", List.of()));
  }

  @Test
  void values_of_the_declared_kinds_are_no_problem() {
    Attributes values =
        Attributes.of("model", "granite")
            .with("port", 65535)
            .with("gpu_memory_utilization", 0.80)
            .with("args", List.of("--dtype", "float16"))
            .with("dtype", "auto")
            .with("eager", true)
            .with("engine", Map.of("max_num_seqs", 4));

    assertThat(VLLM.check("f", values)).isEmpty();
  }

  @Test
  void every_unfit_value_is_a_problem_with_the_value_and_what_fits() {
    Attributes values =
        Attributes.of("prot", 8000)
            .with("port", 8000.5)
            .with("gpu_memory_utilization", 1.1)
            .with("args", Arrays.asList("a", null))
            .with("dtype", "float15")
            .with("eager", "true")
            .with("engine", List.of());

    assertThat(VLLM.check("f", values))
        .map(Problem::toString)
        .containsExactly(
            "error: f.prot: there is no such parameter; did you mean \"port\"? Use one of [model,"
                + " port, gpu_memory_utilization, args, dtype, eager, engine]",
            "error: f.model: the parameter is missing; give it a text: the model's name",
            "error: f.port: the parameter cannot be 8000.5; use a whole number from 1 to 65535",
            "error: f.gpu_memory_utilization: the parameter cannot be 1.1; use a number from 0.0 to"
                + " 1.0",
            "error: f.args: the parameter cannot be this list; use a list of texts",
            "error: f.dtype: the parameter cannot be \"float15\"; use one of auto, float16",
            "error: f.eager: the parameter cannot be \"true\"; use true or false",
            "error: f.engine: the parameter cannot be this list; use an object");
  }

  @Test
  void a_users_own_script_takes_all_that_a_shell_can_take() {
    Attributes values =
        Attributes.of("fine_1", Map.of("a", List.of("b")))
            .with("max-len", 1)
            .with("nul", Map.of("a", List.of("b\0")));

    assertThat(Parameters.any().check("f", values))
        .map(Problem::path)
        .containsExactly("f.max-len", "f.nul");
  }

  @Test
  void a_declaration_that_contradicts_itself_is_refused() {
    assertThatThrownBy(() -> Parameter.whole("port", 1, 10, "").orElse(11))
        .hasMessage("preset 11 of port is not a whole number from 1 to 10");
    assertThatThrownBy(() -> Parameter.flag("max-len", "")).hasMessageContaining("max-len");
    assertThatThrownBy(() -> Parameters.of(Parameter.flag("a", ""), Parameter.text("a", "")))
        .hasMessageContaining("[a]");
  }
}
