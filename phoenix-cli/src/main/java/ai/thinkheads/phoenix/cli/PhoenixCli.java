package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * The {@code phoenix} command, for the two JSON files or for a user's own Java class:
 *
 * <pre>{@code
 * public static void main(String[] args) {
 *   PhoenixCli.run(AiLab::infrastructure, args);
 * }
 * }</pre>
 */
public final class PhoenixCli {

  private final DefinitionSource source;
  private final Nodes nodes;

  private PhoenixCli(DefinitionSource source, Nodes nodes) {
    this.source = source;
    this.nodes = nodes;
  }

  /** The command for the two JSON files. Ends the process. */
  public static void main(String[] args) {
    System.exit(forFiles().executeInProcess(args));
  }

  /**
   * The command for an infrastructure that is written in Java. Ends the process with the command's
   * exit status.
   *
   * @param definition makes the infrastructure; called at most once
   * @param args the command line
   */
  public static void run(Supplier<Infrastructure> definition, String... args) {
    System.exit(of(definition).executeInProcess(args));
  }

  /** The command for the two JSON files. */
  public static PhoenixCli forFiles() {
    return new PhoenixCli(DefinitionSource.files(), new OpenNodes());
  }

  /** The command for an infrastructure that is written in Java. */
  public static PhoenixCli of(Supplier<Infrastructure> definition) {
    return new PhoenixCli(DefinitionSource.of(definition), new OpenNodes());
  }

  PhoenixCli with(Nodes value) {
    return new PhoenixCli(source, value);
  }

  /**
   * Carries out a command line, without ending the process and without touching anything but its
   * surroundings and the node.
   *
   * @return the exit status: 0 done or nothing to do, 1 failed, 2 wrong usage or invalid
   *     definition, 3 changes pending, 4 restart pending, 5 some guests out of reach, 130 cancelled
   */
  public int execute(Surroundings surroundings, String... args) {
    CommandLine root = new CommandLine(new RootCommand());
    Map<String, Supplier<PhoenixCommand>> commands =
        commands(new Setup(source, FeatureCatalog.installed(), nodes), surroundings);
    // Building a command costs tens of milliseconds, so only the one that is asked for is built;
    // all are when the question is which ones there are.
    Optional<String> asked = Stream.of(args).limit(1).filter(commands::containsKey).findFirst();
    asked
        .map(Set::of)
        .orElse(commands.keySet())
        .forEach(name -> root.addSubcommand(name, commands.get(name).get()));
    return configure(root, surroundings).execute(args);
  }

  private static Map<String, Supplier<PhoenixCommand>> commands(
      Setup setup, Surroundings surroundings) {
    Map<String, Supplier<PhoenixCommand>> commands = new LinkedHashMap<>();
    commands.put("validate", () -> new ValidateCommand(setup, surroundings));
    commands.put("plan", () -> new PlanCommand(setup, surroundings));
    commands.put("apply", () -> new ApplyCommand(setup, surroundings));
    commands.put("destroy", () -> new DestroyCommand(setup, surroundings));
    commands.put("drift", () -> new DriftCommand(setup, surroundings));
    commands.put("status", () -> new StatusCommand(setup, surroundings));
    commands.put("features", () -> new FeaturesCommand(setup, surroundings));
    commands.put("export", () -> new ExportCommand(setup, surroundings));
    commands.put("demo", () -> new DemoCommand(setup, surroundings));
    return commands;
  }

  private static CommandLine configure(CommandLine root, Surroundings surroundings) {
    Mistakes mistakes = new Mistakes(surroundings);
    return root.setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(mistakes.out())
        .setErr(mistakes.err())
        .setParameterExceptionHandler(mistakes::usage)
        .setExecutionExceptionHandler(mistakes::failure);
  }

  private int executeInProcess(String... args) {
    if (List.of(args).contains("-v") || List.of(args).contains("--verbose")) {
      // Before the first logger is made: the backend reads its settings only once.
      System.setProperty("org.slf4j.simpleLogger.log.ai.thinkheads.phoenix", "debug");
    }
    return execute(Surroundings.ofProcess(), args);
  }
}
