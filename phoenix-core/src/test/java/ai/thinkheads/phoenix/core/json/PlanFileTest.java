package ai.thinkheads.phoenix.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.thinkheads.phoenix.core.feature.Script;
import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.HealthCheck;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Action;
import ai.thinkheads.phoenix.core.plan.Change;
import ai.thinkheads.phoenix.core.plan.Effect;
import ai.thinkheads.phoenix.core.plan.Fingerprint;
import ai.thinkheads.phoenix.core.plan.GuestPlan;
import ai.thinkheads.phoenix.core.plan.GuestStep;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.PlanOptions;
import ai.thinkheads.phoenix.core.plan.Step;
import ai.thinkheads.phoenix.core.problem.InvalidInputException;
import ai.thinkheads.phoenix.core.state.NodeFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PlanFileTest {

  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "plan.json");
  private static final Vmid VMID = Vmid.of(950);
  private static final Fingerprint PRINT = new Fingerprint("0123456789abcdef");

  @Test
  void what_is_saved_reads_back_as_it_was() {
    RandomValues random = new RandomValues(12);
    for (int i = 0; i < 100; i++) {
      PlanFile file = random.next(PlanFile.class);

      assertThat(PlanFile.parse("it", file.text())).isEqualTo(file);
    }
  }

  @Test
  void the_layout_of_the_text_does_not_matter() {
    assertThat(PlanFile.parse("it", lab().text().replaceAll("\n *", ""))).isEqualTo(lab());
  }

  /**
   * Once released, a change here means another {@link PlanFile#FORMAT}, unless all that was written
   * before still reads as it was.
   */
  @Test
  void the_format_is_that_of_1() throws IOException {
    if (System.getProperty("golden.update") != null) {
      Files.writeString(GOLDEN, lab().text());
    }

    assertThat(lab().text()).isEqualTo(Files.readString(GOLDEN));
  }

  @Test
  void every_other_text_is_refused() {
    String text = lab().text();

    assertRefused("is no plan, or was cut short or edited: the file is empty", "");
    assertRefused("is no plan that Phoenix saved", "{}");
    assertRefused(
        "is in format 2 of \"phoenix 1.0\"; this version of Phoenix reads format 1",
        text.replace("\"phoenix_plan\": 1", "\"phoenix_plan\": 2"));
    assertRefused(
        "was edited or damaged after it was saved: its checksum does not match",
        text.replace("echo docker", "echo DOCKER"));
    for (int length = 1; length < text.length() - 2; length += 97) {
      assertRefused("is no plan, or was cut short or edited: ", text.substring(0, length));
    }
  }

  @Test
  void a_text_of_the_same_format_that_does_not_fit_is_refused() {
    JsonObject other =
        JsonObject.builder().put("phoenix_plan", 1).put("made_by", "phoenix 0.9").build();

    assertRefused(
        "was saved by \"phoenix 0.9\", which this version of Phoenix does not understand: made_at"
            + " is missing",
        PlanFile.signed(other));
  }

  private static void assertRefused(String message, String text) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> PlanFile.parse("lab.plan", text))
        .withMessageStartingWith("lab.plan: error: " + message)
        .withMessageEndingWith("; make a new plan: phoenix plan --out FILE");
  }

  private static PlanFile lab() {
    Plan plan =
        new Plan(
            "lab",
            new NodeFacts("pve1", "8.4.1"),
            List.of(
                new GuestPlan(
                    VMID,
                    "web",
                    "pve1",
                    GuestPlan.Kind.CHANGE,
                    List.of(new Change("memory", "1 GiB → 2 GiB", Effect.LIVE)),
                    List.of(
                        step(
                            new Action.Configure(
                                VMID,
                                new TreeMap<>(Map.of("memory", "2048")),
                                new TreeSet<>(),
                                Optional.of("d1ge57"))),
                        step(
                            new Action.Provision(
                                VMID,
                                List.of(
                                    new GuestStep.InstallFeature(
                                        "docker",
                                        new Script("docker.sh", "echo docker\n"),
                                        Attributes.of("storage", "overlay2"),
                                        PRINT),
                                    new GuestStep.AwaitHealth(HealthCheck.of("true"), PRINT))))),
                    new TreeSet<>(List.of(Vmid.of(900))))),
            List.of());
    return new PlanFile(
        "phoenix 1.0",
        Instant.EPOCH,
        PlanOptions.defaults().withoutRestarts(),
        new TreeSet<>(List.of(VMID)),
        plan);
  }

  private static Step step(Action action) {
    return new Step("pve1", action, "differs", Effect.LIVE);
  }
}
