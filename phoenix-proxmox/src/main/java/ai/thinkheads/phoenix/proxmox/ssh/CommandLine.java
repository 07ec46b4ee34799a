package ai.thinkheads.phoenix.proxmox.ssh;

import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.ShellException;
import ai.thinkheads.phoenix.proxmox.shell.ShellQuoting;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The line that a login shell is given to run a command. */
final class CommandLine {

  // The kernel's MAX_ARG_STRLEN, less the final NUL: sshd hands the line over as one argument.
  private static final int MAX_BYTES = 131_071;

  /**
   * The line in UTF-8.
   *
   * @param command for messages
   * @param argv the words of the line
   * @throws ShellException when the line would not arrive as it is
   */
  static byte[] of(String target, Command command, List<String> argv) {
    String text = ShellQuoting.join(argv);
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new ShellException(
          target + ": an argument is no text that UTF-8 can write: " + command.summary(),
          "pass such data through the standard input");
    }
    byte[] line = text.getBytes(StandardCharsets.UTF_8);
    if (line.length > MAX_BYTES) {
      throw new ShellException(
          target
              + ": the command line has "
              + line.length
              + " bytes, a node takes at most "
              + MAX_BYTES
              + ": "
              + command.summary(),
          "pass long data through the standard input");
    }
    return line;
  }

  private CommandLine() {}
}
