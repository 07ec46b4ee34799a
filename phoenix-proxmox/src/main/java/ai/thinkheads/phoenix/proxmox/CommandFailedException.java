package ai.thinkheads.phoenix.proxmox;

import ai.thinkheads.phoenix.core.HypervisorException;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;

/** A command on a node ended, but did not do what it was run for. */
public final class CommandFailedException extends HypervisorException {

  private static final long serialVersionUID = 1L;

  private final String command;
  private final int exitCode;
  private final String stderr;

  CommandFailedException(String message, String remedy, Command command, CommandResult result) {
    super(message, remedy);
    this.command = command.toString();
    this.exitCode = result.exitCode();
    this.stderr = result.stderrText();
  }

  /** The command as a line for a shell, without secrets and what it read from standard input. */
  public String command() {
    return command;
  }

  /** Its exit status, 0 to 255; some commands of Proxmox fail with 0. */
  public int exitCode() {
    return exitCode;
  }

  /** All that it wrote to its standard error. */
  public String stderr() {
    return stderr;
  }
}
