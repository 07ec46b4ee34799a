package ai.thinkheads.phoenix.proxmox.process;

import ai.thinkheads.phoenix.proxmox.shell.Command;
import java.time.Duration;
import java.util.UUID;

/**
 * What tells the processes of one run of a command from all others: a variable in their
 * environment, which children inherit.
 *
 * @param id unlike that of any other run
 */
public record CommandMark(String id) {

  private static final Duration TIME_TO_END = Duration.ofSeconds(10);
  private static final String END_COMMAND = Resource.text(CommandMark.class, "end-command.sh");

  /** A mark that nothing has yet. */
  public static CommandMark create() {
    return new CommandMark(UUID.randomUUID().toString());
  }

  /** The variable with its value, as {@code env} takes it. */
  String assignment() {
    return "PHOENIX_COMMAND=" + id;
  }

  /** The command that kills what has this mark; it succeeds when nothing with it is left. */
  public Command killer() {
    return Command.of("bash", "-c", END_COMMAND, "phoenix-end-command", id)
        .withTimeout(TIME_TO_END);
  }
}
