package ai.thinkheads.phoenix.proxmox;

import ai.thinkheads.phoenix.core.HypervisorException;
import ai.thinkheads.phoenix.core.plan.Action;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.util.regex.Pattern;

/**
 * Decides from what a command left behind whether its action has been carried out. Exit statuses
 * tell little: the texts of Proxmox do.
 */
final class Judgement {

  private static final Pattern LOCK_TIMEOUT =
      Pattern.compile("can't lock file '[^']*' - got timeout|got lock request timeout");
  private static final Pattern SOURCE_IS_COPIED = Pattern.compile("CT is locked \\(disk\\)");

  /** Lines without meaning: of Perl about locales, of lock waits, of programs about themselves. */
  private static final Pattern BENIGN =
      Pattern.compile(
          "perl: warning: .*|\\s*(?:LANGUAGE|LC_[A-Z]+|LANG) = .*|\\s*are supported and installed.*"
              + "|trying to acquire lock\\.\\.\\.( OK)?|\\s*OK|(?:resize2fs|e2fsck) [0-9].*"
              + "|\\s*(?:WARNING: (?:Sum of all|You have not|Set activation).*|Rounding .*)|\\s*");

  private final Action action;
  private final Command command;
  private final CommandResult result;
  private final String stderr;

  private Judgement(Action action, Command command, CommandResult result) {
    this.action = action;
    this.command = command;
    this.result = result;
    this.stderr = withoutBenignLines(result.stderrText());
  }

  /** Judges what a command left that was to carry out that action. */
  static Verdict of(Action action, Command command, CommandResult result) {
    return new Judgement(action, command, result).verdict();
  }

  private Verdict verdict() {
    if (isDone()) {
      return new Verdict.Done();
    }
    HypervisorException failure = failure();
    if (LOCK_TIMEOUT.matcher(stderr).find()) {
      return new Verdict.TryAgain("waiting for another operation on it to end", failure);
    }
    if (action instanceof Action.CloneContainer clone && SOURCE_IS_COPIED.matcher(stderr).find()) {
      return new Verdict.TryAgain(
          "waiting for another copy of " + clone.source() + " to end", failure);
    }
    return new Verdict.Failed(failure);
  }

  private boolean isDone() {
    if (action instanceof Action.GrowVolume) {
      // It exits with 0 whatever happens.
      return (result.isSuccess() && stderr.isEmpty())
          || stderr.strip().equals("disk is already at specified size");
    }
    return result.isSuccess() || hadNothingToDo();
  }

  private boolean hadNothingToDo() {
    if (action instanceof Action.Start start) {
      return says("CT " + start.vmid() + " already running");
    } else if (action instanceof Action.Shutdown shutdown) {
      return says("CT " + shutdown.vmid() + " not running");
    } else if (action instanceof Action.DeleteSnapshot delete) {
      return says("snapshot '" + delete.name() + "' does not exist");
    } else if (action instanceof Action.JoinPool join) {
      return says("VM " + join.vmid() + " is already a pool member");
    } else if (action instanceof Action.Destroy destroy) {
      return stderr.matches(
          "(?s)Configuration file 'nodes/[^']*/lxc/" + destroy.vmid() + ".conf' does not exist.*");
    }
    return false;
  }

  private boolean says(String line) {
    return stderr.lines().anyMatch(line::equals);
  }

  private HypervisorException failure() {
    String said = stderr.isBlank() ? result.stdoutText() : stderr;
    return KnownFailure.in(said)
        .map(known -> known.exception(action, command, result))
        .orElseGet(() -> unknown(said));
  }

  private CommandFailedException unknown(String said) {
    String excerpt = Stderr.excerpt(said);
    return new CommandFailedException(
        "container "
            + action.vmid()
            + ": "
            + program()
            + " failed with exit status "
            + result.exitCode()
            + (excerpt.isEmpty() ? "" : ": " + excerpt),
        "",
        command,
        result);
  }

  private String program() {
    int start = command.argv().indexOf("pct");
    return start >= 0
        ? "pct " + command.argv().get(start + 1)
        : command.argv().get(command.argv().size() > 3 ? 3 : 0);
  }

  private static String withoutBenignLines(String text) {
    StringBuilder kept = new StringBuilder();
    text.lines()
        .filter(line -> !BENIGN.matcher(line).matches())
        .forEach(line -> kept.append(line).append('\n'));
    return kept.toString();
  }
}
