package ai.thinkheads.phoenix.examples;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.feature.Feature;
import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.feature.Script;
import ai.thinkheads.phoenix.core.feature.ScriptLibrary;
import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.PlanText;
import ai.thinkheads.phoenix.core.plan.Planner;
import ai.thinkheads.phoenix.core.text.Page;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import ai.thinkheads.phoenix.core.validate.Validator;
import ai.thinkheads.phoenix.proxmox.ProxmoxHypervisor;
import ai.thinkheads.phoenix.testing.sim.SimulatedHost;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what the code of this build is and does. */
class ReadmeTest {

  private static final Path ROOT = Path.of("..");

  @Test
  void its_java_is_compiled_in_this_module() {
    String sources = sources();

    assertThat(blocks("README.md", "java"))
        .hasSizeGreaterThanOrEqualTo(3)
        .allSatisfy(block -> assertThat(sources).contains(withoutIndentation(block)));
  }

  @Test
  void the_test_that_contributors_imitate_exists() {
    String test =
        text(
            ROOT.resolve(
                "phoenix-core/src/test/java/ai/thinkheads/phoenix/core/plan/PlannerTest.java"));

    assertThat(blocks("CONTRIBUTING.md", "java"))
        .singleElement()
        .satisfies(
            block -> assertThat(withoutIndentation(test)).contains(withoutIndentation(block)));
  }

  @Test
  void its_plan_is_what_the_planner_says_of_its_lab() {
    Infrastructure lab = GraniteLab.infrastructure();
    ValidInfrastructure valid =
        Validator.of(FeatureCatalog.installed()).validate(lab).orElseThrow();
    SimulatedHost host = SimulatedHost.inMemory().prepareFor(lab);

    Plan plan;
    try (ProxmoxHypervisor hypervisor = ProxmoxHypervisor.over(host.shell())) {
      plan = Planner.plan(valid, hypervisor.observe(valid.scope()));
    }

    assertThat(blocks("README.md", "").get(0)).isEqualTo(PlanText.of(plan, Page.plain()));
  }

  @Test
  void its_script_is_a_feature_that_declares_itself_and_works(@TempDir Path guest)
      throws IOException, InterruptedException {
    String script = blocks("README.md", "bash").get(0);
    Feature motd =
        ScriptLibrary.of("scripts", List.of(new Script("motd.sh", script)))
            .feature("motd")
            .orElseThrow();
    Path prelude = guest.resolve("prelude.sh");
    try (InputStream resource =
        requireNonNull(
            ProxmoxHypervisor.class.getResourceAsStream("guest/prelude.sh"), "prelude")) {
      Files.copy(resource, prelude);
    }

    Path parameters = guest.resolve("parameters");
    Files.writeString(parameters, "param_greeting='Hello all' param_width=5\n");
    ProcessBuilder bash =
        new ProcessBuilder("bash", "-c", script.replace("/etc/motd", guest + "/motd"))
            .directory(guest.toFile())
            .redirectErrorStream(true)
            .redirectInput(parameters.toFile())
            .redirectOutput(guest.resolve("output").toFile());
    bash.environment().put("PHOENIX_PRELUDE", prelude.toString());
    int status = bash.start().waitFor();

    assertThat(motd.check("p", motd.parameters().withPresets(Attributes.none()))).isEmpty();
    assertThat(motd.parameters().known()).hasSize(2);
    assertThat(status).as(Files.readString(guest.resolve("output"))).isZero();
    assertThat(guest.resolve("motd")).hasContent("Hello");
  }

  private static List<String> blocks(String file, String language) {
    return Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$")
        .matcher(text(ROOT.resolve(file)))
        .results()
        .filter(block -> block.group(1).equals(language))
        .map((MatchResult block) -> block.group(2))
        .toList();
  }

  private static String sources() {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(file -> withoutIndentation(text(file)))
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String withoutIndentation(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining("\n"));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
