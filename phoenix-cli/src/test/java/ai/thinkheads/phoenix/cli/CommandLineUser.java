package ai.thinkheads.phoenix.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Somebody who types commands in a directory, and what comes of each. */
final class CommandLineUser {

  /**
   * What came of a command.
   *
   * @param exit its exit status
   * @param out what it wrote to the standard output
   * @param err what it wrote to the standard error
   */
  record Outcome(int exit, String out, String err) {

    /** All of it, as a transcript. */
    @Override
    public String toString() {
      return out + (err.isEmpty() ? "" : "--- standard error\n" + err) + "--- exit " + exit + "\n";
    }
  }

  private final Path directory;
  private final Map<String, String> environment = new LinkedHashMap<>();
  private PhoenixCli cli = PhoenixCli.forFiles();
  private Optional<Operator> operator = Optional.empty();
  private Optional<Interrupts> interrupts = Optional.empty();
  private String answers = "";

  CommandLineUser(Path directory) {
    this.directory = directory;
    environment.put("LANG", "C.UTF-8");
  }

  CommandLineUser using(PhoenixCli value) {
    cli = value;
    return this;
  }

  CommandLineUser with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Sits at a terminal, and will type that. */
  CommandLineUser atTerminal(Operator terminal, String typed) {
    operator = Optional.of(terminal);
    answers = typed;
    return this;
  }

  CommandLineUser interruptedBy(Interrupts value) {
    interrupts = Optional.of(value);
    return this;
  }

  /** Runs a command; the user's directory is written as DIR. */
  Outcome runs(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings surroundings =
        Surroundings.of(
                new ByteArrayInputStream(answers.getBytes(StandardCharsets.UTF_8)), out, err)
            .inDirectory(directory)
            .withEnvironment(environment)
            .withClock(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    surroundings = operator.map(surroundings::with).orElse(surroundings);
    surroundings = interrupts.map(surroundings::with).orElse(surroundings);
    int exit = cli.execute(surroundings, args);
    return new Outcome(exit, text(out), text(err));
  }

  private String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8).replace(directory.toString(), "DIR");
  }
}
