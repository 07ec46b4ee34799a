package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import ai.thinkheads.phoenix.proxmox.shell.ShellException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Which commands were run, and which failures were arranged for them. */
final class CommandLog {

  private record Answer(Predicate<Command> which, CommandResult result, boolean once) {}

  private record Break(Predicate<Command> which, boolean before) {}

  private final List<Command> commands = new ArrayList<>();
  private final List<Answer> answers = new CopyOnWriteArrayList<>();
  private final List<Break> breaks = new CopyOnWriteArrayList<>();
  private final List<CommandHook> hooks = new CopyOnWriteArrayList<>();
  private volatile Latency latency = Latency.none();

  List<Command> commands() {
    synchronized (commands) {
      return List.copyOf(commands);
    }
  }

  void clear() {
    synchronized (commands) {
      commands.clear();
    }
  }

  void answerOnce(Predicate<Command> which, CommandResult result) {
    answers.add(new Answer(which, result, true));
  }

  void answerAlways(Predicate<Command> which, CommandResult result) {
    answers.add(new Answer(which, result, false));
  }

  void hangUp(Predicate<Command> which, boolean before) {
    breaks.add(new Break(which, before));
  }

  void recover() {
    answers.clear();
    breaks.clear();
    hooks.clear();
  }

  void hook(CommandHook hook) {
    hooks.add(hook);
  }

  void latency(Latency value) {
    latency = value;
  }

  /** Runs a command between what was arranged for it. */
  CommandResult around(Command command, String node, Supplier<CommandResult> body) {
    int number = begin(command);
    hooks.forEach(hook -> hook.before(number, command));
    breakIf(command, true, node);
    Optional<CommandResult> arranged = arranged(command);
    CommandResult result = arranged.orElseGet(body);
    sleep(latency.of(command));
    breakIf(command, false, node);
    hooks.forEach(hook -> hook.after(number, command, result));
    return result;
  }

  private int begin(Command command) {
    synchronized (commands) {
      commands.add(command);
      return commands.size() - 1;
    }
  }

  private void breakIf(Command command, boolean before, String node) {
    for (Break cut : breaks) {
      if (cut.before() == before && cut.which().test(command)) {
        throw new ShellException(
            "the connection to " + node + " broke while a command ran",
            "check the network, then run again");
      }
    }
  }

  private Optional<CommandResult> arranged(Command command) {
    synchronized (answers) {
      Optional<Answer> found =
          answers.stream().filter(answer -> answer.which().test(command)).findFirst();
      found.filter(Answer::once).ifPresent(answers::remove);
      return found.map(Answer::result);
    }
  }

  /** A parked thread may wake before its time, for one when another had unparked it already. */
  private static void sleep(Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    long left = duration.toNanos();
    while (left > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(left);
      left = end - System.nanoTime();
    }
  }
}
