package ai.thinkheads.phoenix.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Action;
import ai.thinkheads.phoenix.core.plan.GuestPlan;
import ai.thinkheads.phoenix.core.plan.GuestStep;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.state.ObservedState;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is written of a value is all of it. The types are found by reflection: a new action, or a
 * new part of one, is tested here without anybody thinking of it.
 */
class ValueCodecsTest {

  private static final int TRIES = 100;

  private final ValueCodecs codecs = new ValueCodecs();

  static Stream<Class<?>> types() {
    return Stream.of(
            Stream.of(Action.class.getPermittedSubclasses()),
            Stream.of(GuestStep.class.getPermittedSubclasses()),
            Stream.of(Action.class, GuestPlan.class, Plan.class, ObservedState.class))
        .flatMap(type -> type);
  }

  @ParameterizedTest
  @MethodSource("types")
  void whatever_a_plan_holds_reads_back_as_it_was(Class<?> type) {
    assertReadsBack(type);
  }

  private <T> void assertReadsBack(Class<T> type) {
    RandomValues random = new RandomValues(11);
    ValueCodec<T> codec = codecs.of(type);
    for (int i = 0; i < TRIES; i++) {
      T value = random.next(type);

      JsonValue written = parse("{\"it\":" + JsonWriter.oneLine(codec.write(value)) + "}");

      assertThat(codec.read(written, JsonPath.root())).isEqualTo(value);
    }
  }

  @Test
  void an_action_begins_with_its_type_and_hides_nothing() {
    Action action = new Action.WriteFirewall(Vmid.of(950), "token=canary");

    assertThat(JsonWriter.oneLine(codecs.of(Action.class).write(action)))
        .isEqualTo("{\"type\":\"write-firewall\",\"vmid\":950,\"text\":\"token=canary\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "7",
        "{\"type\": \"explode\", \"vmid\": 950}",
        "{\"type\": \"start\"}",
        "{\"type\": \"start\", \"vmid\": \"950\"}",
        "{\"type\": \"start\", \"vmid\": 1.5}",
        "{\"type\": \"start\", \"vmid\": 7}",
        "{\"type\": \"start\", \"vmid\": 950, \"more\": 1}"
      })
  void what_is_no_action_is_refused(String json) {
    JsonValue value = parse("{\"it\":" + json + "}");

    assertThatExceptionOfType(MisfitException.class)
        .isThrownBy(() -> codecs.of(Action.class).read(value, JsonPath.root()));
  }

  private static JsonValue parse(String text) {
    Problems problems = new Problems("it");
    Optional<JsonObject> object = JsonReader.read(text, problems);
    assertThat(problems.inOrder()).isEmpty();
    return object.orElseThrow().members().get("it");
  }
}
