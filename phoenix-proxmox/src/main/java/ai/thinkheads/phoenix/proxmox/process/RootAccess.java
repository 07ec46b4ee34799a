package ai.thinkheads.phoenix.proxmox.process;

import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import ai.thinkheads.phoenix.proxmox.shell.SudoRefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How a user runs commands as root, in a UTF-8 locale. */
public enum RootAccess {
  /** The user is root. */
  DIRECT,
  /** The user has to ask {@code sudo}, which must not ask back. */
  SUDO;

  // pct destroys arguments that are not ASCII in any other locale; every Debian has this one.
  private static final List<String> LOCALE = List.of("env", "LANG=C.UTF-8", "LC_ALL=C.UTF-8");

  // Says what sudo says in English, so that a refusal is recognised.
  private static final List<String> ASK_SUDO = List.of("env", "LC_ALL=C", "sudo", "-n", "--");

  // sudo also warns in lines that start with "sudo:" and then runs the command, hence no prefix.
  private static final Pattern REFUSAL =
      Pattern.compile(
          "^.*(sudo: a (?:password|terminal) is required|sudo: no tty present"
              + "|is not in the sudoers file|is not allowed to (?:run sudo|execute)"
              + "|may not run sudo|sudo: you do not exist|sudo: account validation failure"
              + "|sudo: no valid sudoers|no new privileges|must be owned by uid 0"
              + "|sudo: .*command not found|sudo['‘’]?: No such file or directory).*$",
          Pattern.MULTILINE);

  /** What the user of that name needs. */
  public static RootAccess of(String user) {
    return user.equals("root") ? DIRECT : SUDO;
  }

  /**
   * The program and arguments that run the command as root.
   *
   * @param mark by which its processes can be found
   */
  public List<String> argv(Command command, CommandMark mark) {
    List<String> argv = new ArrayList<>();
    if (this == SUDO) {
      argv.addAll(ASK_SUDO);
    }
    argv.addAll(LOCALE);
    argv.add(mark.assignment());
    argv.addAll(command.argv());
    return List.copyOf(argv);
  }

  /**
   * Finds out whether sudo refused to run the command.
   *
   * @param result what came of {@link #argv}
   * @param target where, for people
   * @param user who asked
   * @throws SudoRefusedException when it did
   */
  public void check(CommandResult result, String target, String user) {
    if (this == DIRECT || !Stream.of(1, 126, 127).anyMatch(code -> code == result.exitCode())) {
      return;
    }
    Matcher refusal = REFUSAL.matcher(result.stderrText());
    if (refusal.find()) {
      throw new SudoRefusedException(target, user, refusal.group().strip());
    }
  }
}
