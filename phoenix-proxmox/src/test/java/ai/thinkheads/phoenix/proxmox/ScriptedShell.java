package ai.thinkheads.phoenix.proxmox;

import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** A node that gives prepared answers in their order; the last one again and again. */
final class ScriptedShell implements HostShell {

  private final Deque<CommandResult> answers;
  private final List<Command> commands = new ArrayList<>();

  ScriptedShell(CommandResult... answers) {
    this.answers = new ArrayDeque<>(Arrays.asList(answers));
  }

  /** What was run, as lines; a host script by its name and arguments. */
  List<String> lines() {
    return commands.stream().map(ScriptedShell::line).toList();
  }

  private static String line(Command command) {
    List<String> argv = command.argv();
    return argv.get(0).equals("bash")
        ? String.join(" ", argv.subList(3, argv.size()))
        : command.toShell();
  }

  @Override
  public String target() {
    return "root@pve1";
  }

  @Override
  public CommandResult run(Command command, Consumer<String> lines) {
    commands.add(command);
    CommandResult answer = answers.size() > 1 ? answers.remove() : answers.element();
    answer.stdoutText().lines().forEach(lines);
    return answer;
  }

  @Override
  public CommandResult runBeside(Command command, InputStream stdin, Consumer<String> lines) {
    throw new UnsupportedOperationException("nothing here reads while it runs");
  }

  @Override
  public void close() {}
}
