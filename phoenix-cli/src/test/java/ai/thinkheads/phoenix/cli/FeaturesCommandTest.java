package ai.thinkheads.phoenix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeaturesCommandTest {

  @TempDir private Path directory;
  private CommandLineUser user = new CommandLineUser(Path.of(""));

  @BeforeEach
  void ownFeature() throws IOException {
    Files.createDirectories(directory.resolve("scripts"));
    Files.writeString(
        directory.resolve("scripts/motd.sh"),
        """
        #!/bin/bash
        # motd: a greeting for everybody who logs in
        # @param greeting text = Welcome - what is said
        # @param width whole 20..200 required - how wide it is, in characters
        # @requires base_setup
        # @installs the package figlet
        # @file /etc/motd - the greeting
        # @tested by hand
        """);
    user = new CommandLineUser(directory);
  }

  @Test
  void all_features_are_listed_in_one_line_each_a_users_own_among_them() {
    CommandLineUser.Outcome outcome = user.runs("features");

    assertThat(outcome.exit()).isZero();
    assertThat(outcome.out().lines())
        .anyMatch(line -> line.matches("docker +the Docker engine as a service.*"))
        .anyMatch(line -> line.matches("motd +a greeting for everybody who logs in"))
        .allMatch(line -> line.length() <= 100);
  }

  @Test
  void one_feature_is_shown_with_all_that_it_can_be_told() {
    assertThat(user.runs("features", "motd").out())
        .isEqualTo(
            """
            motd: a greeting for everybody who logs in
            Needs base_setup before it.
            Installs the package figlet.
            Writes /etc/motd (the greeting).
            Tested: by hand.

            greeting  what is said                   default Welcome
                      a text
            width     how wide it is, in characters  required
                      a whole number from 20 to 200
            """);
  }

  @Test
  void the_same_can_be_had_as_json() {
    assertThat(user.runs("features", "motd", "--output", "json").out())
        .contains("\"name\": \"motd\"", "\"default\": \"Welcome\"", "\"requires\": [");
  }

  @Test
  void a_feature_that_is_not_there_is_refused_with_one_that_may_be_meant() {
    CommandLineUser.Outcome outcome = user.runs("features", "dokcer");

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err())
        .isEqualTo(
            "error: there is no feature \"dokcer\"; did you mean \"docker\"? \"phoenix features\""
                + " lists them all\n");
  }
}
