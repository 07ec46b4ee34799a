package ai.thinkheads.phoenix.core.feature;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptHeaderTest {

  @Test
  void the_first_comments_of_a_script_declare_what_it_is_and_takes_and_needs() {
    ScriptHeader header =
        header(
            """
            #!/bin/bash
            # motd: a greeting for everybody who logs in
            # @param greeting text = Welcome - what is said
            # @param width whole 20..200 = 80 - how wide it is
            # @param share number 0..1 - how much
            # @param colour one-of red|green = red - how it looks
            # @param loud flag = false - whether it rings
            # @param names list = - whom it greets
            # @param more object - other things
            # @param owner text required - who is to blame
            # @requires base_setup, docker
            # @flag nesting=1
            # @installs the package figlet
            # @port 8080/tcp - the greeting as a page
            # @file /etc/motd - the greeting
            # @version that of the distribution
            # @tested by hand on Debian 12

            # @param late text - is no header any more
            echo
            """);

    assertThat(header)
        .isEqualTo(
            new ScriptHeader(
                java.util.Optional.of("a greeting for everybody who logs in"),
                header.parameters(),
                Set.of("base_setup", "docker"),
                Map.of("nesting", "1"),
                Guide.installing("the package figlet")
                    .port("8080/tcp", "the greeting as a page")
                    .file("/etc/motd", "the greeting")
                    .version("that of the distribution")
                    .tested("by hand on Debian 12"),
                List.of()));
    assertThat(header.parameters().open()).isFalse();
    assertThat(header.parameters().withPresets(Attributes.none()))
        .isEqualTo(
            Attributes.of("greeting", "Welcome")
                .with("width", 80)
                .with("colour", "red")
                .with("loud", false)
                .with("names", List.of()));
    assertThat(header.parameters().check("p", Attributes.of("width", 300)))
        .extracting(Problem::message)
        .containsExactly("the parameter cannot be 300", "the parameter is missing");
  }

  @Test
  void a_script_that_declares_nothing_takes_anything() {
    ScriptHeader header = header("#!/bin/bash\n# Copyright somebody\necho\n");

    assertThat(header.parameters()).isEqualTo(Parameters.any());
    assertThat(header.summary()).isEmpty();
    assertThat(header.mistakes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '%',
      value = {
        "# @param width% \"width\" declares no parameter",
        "# @param 1st text - first% \"1st\" cannot name a parameter; use letters, digits and '_'",
        "# @param width whole 1-3 - how wide% \"1-3\" is no range",
        "# @param width whole 1..3 = 4 - how wide% preset 4 of width is not a whole number from 1 to"
            + " 3",
        "# @param loud flag = perhaps - how% \"perhaps\" is neither true nor false",
        "# @port 8080/tcp% \"8080/tcp\" does not say what it is for",
        "# @flag nesting% \"nesting\" is no container flag",
        "# @params x% @params is not known"
      })
  void a_line_that_cannot_be_understood_is_a_mistake_with_its_place(String line, String message) {
    Feature feature =
        ScriptLibrary.of("scripts", List.of(new Script("motd.sh", "#!/bin/bash\n" + line + "\n")))
            .feature("motd")
            .orElseThrow();

    List<Problem> problems = feature.check("p", Attributes.none());

    assertThat(problems).extracting(Problem::message).contains(message);
    assertThat(problems.get(0).toString()).startsWith("scripts/motd.sh:2: error: ");
    assertThat(problems).allMatch(problem -> !problem.remedy().isEmpty());
  }

  private static ScriptHeader header(String text) {
    return ScriptHeader.of(new Script("motd.sh", text));
  }
}
