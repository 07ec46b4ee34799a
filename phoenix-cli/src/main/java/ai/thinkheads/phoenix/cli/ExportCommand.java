package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.json.ConfigFiles;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a definition as the two JSON files. */
@Command(name = "export", description = "Write the definition as the two JSON files.")
final class ExportCommand extends DefinitionCommand {

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Directory for the two files; made when it is missing.")
  Path out = Path.of("");

  ExportCommand(Setup setup, Surroundings surroundings) {
    super(setup, surroundings);
  }

  @Override
  int run(Screen screen) {
    valid(screen);
    Path directory = surroundings().path(out);
    ConfigFiles files = check().definition().files().get();
    files.write(directory);
    files
        .hostText()
        .ifPresent(text -> screen.message("wrote " + directory.resolve(ConfigFiles.HOST_FILE)));
    files
        .guestText()
        .ifPresent(text -> screen.message("wrote " + directory.resolve(ConfigFiles.GUEST_FILE)));
    return ExitCode.OK;
  }
}
