package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.json.PlanFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The plan that the arguments of a command name instead of guests. */
final class SavedPlan {

  /** What the options of these say belongs to the making of a plan. */
  private static final List<String> MAKING = List.of("definition", "planning");

  private final Path file;

  private SavedPlan(Path file) {
    this.file = file;
  }

  /**
   * The plan that is named, when one is; numbers name guests.
   *
   * @throws UsageException when guests are named, too
   */
  static Optional<SavedPlan> in(List<String> arguments) {
    Optional<String> file =
        arguments.stream().filter(argument -> !argument.matches("[0-9]+")).findFirst();
    if (file.isPresent() && arguments.size() > 1) {
      throw new UsageException(
          "\"" + file.get() + "\" is no number of a guest, and a saved plan stands alone",
          "name guests by number, or one plan");
    }
    return file.map(Path::of).map(SavedPlan::new);
  }

  /** Refuses what only says how a plan is made. */
  void refuseMaking(CommandSpec command) {
    MAKING.stream()
        .flatMap(name -> Stream.ofNullable(command.mixins().get(name)))
        .flatMap(mixin -> mixin.options().stream())
        .map(OptionSpec::longestName)
        .filter(name -> command.commandLine().getParseResult().hasMatchedOption(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new UsageException(
                  name + " says how a plan is made, and " + file + " is made already",
                  "leave it out, or make a new plan with it");
            });
  }

  /** Reads it. */
  PlanFile read(Surroundings surroundings) {
    Path path = surroundings.path(file);
    if (!Files.exists(path)) {
      throw new UsageException(
          "\"" + file + "\" is neither the number of a guest nor a saved plan",
          "name guests by number, or the FILE of phoenix plan --out FILE");
    }
    return PlanFile.read(path);
  }
}
