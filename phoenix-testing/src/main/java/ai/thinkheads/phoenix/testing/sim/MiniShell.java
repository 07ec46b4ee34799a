package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The shell inside a simulated guest: commands one after the other, {@code &&} and {@code ||},
 * output into files, and {@code exit}. No loops, no functions.
 */
final class MiniShell {

  private static final int KILLED = 137;
  private static final String STDOUT = "&1";
  private static final String STDERR = "&2";

  private final GuestPrograms programs;
  private final SimulatedGuest guest;
  private final Map<String, String> variables;
  private final byte[] stdin;
  private final Output output;
  private boolean exited;

  MiniShell(
      GuestPrograms programs,
      SimulatedGuest guest,
      Map<String, String> variables,
      byte[] stdin,
      Output output) {
    this.programs = programs;
    this.guest = guest;
    this.variables = variables;
    this.stdin = stdin;
    this.output = output;
  }

  int run(String text) {
    List<ShellWords.Token> tokens;
    try {
      tokens = ShellWords.tokens(text, variables);
    } catch (IllegalArgumentException e) {
      output.err("sh: 1: " + e.getMessage() + "\n");
      return 2;
    }
    int status = 0;
    List<ShellWords.Token> command = new ArrayList<>();
    String before = ";";
    for (ShellWords.Token token : tokens) {
      if (token.operator() && List.of(";", "&&", "||", "&").contains(token.text())) {
        status = step(before, command, status);
        command.clear();
        before = token.text();
      } else {
        command.add(token);
      }
    }
    return step(before, command, status);
  }

  private int step(String before, List<ShellWords.Token> command, int status) {
    boolean skipped =
        exited
            || command.isEmpty()
            || (before.equals("&&") && status != 0)
            || (before.equals("||") && status == 0);
    return skipped ? status : simple(command, status);
  }

  private int simple(List<ShellWords.Token> tokens, int status) {
    List<String> argv = new ArrayList<>();
    List<String> redirections = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      ShellWords.Token token = tokens.get(i);
      if (!token.operator()) {
        argv.add(token.text());
        continue;
      }
      redirections.add(token.text());
      boolean needsPath = !token.text().contains("&");
      if (needsPath) {
        i++;
        redirections.add(i < tokens.size() ? tokens.get(i).text() : "");
      }
    }
    if (argv.isEmpty()) {
      return status;
    }
    if (argv.get(0).equals("exit")) {
      exited = true;
      return argv.size() > 1 ? Integer.parseInt(argv.get(1)) & 0xff : status;
    }
    if (argv.get(0).equals("kill")) {
      exited = true;
      return KILLED;
    }
    Output own = Output.kept();
    int result = programs.run(guest, argv, variables, stdin, own);
    redirect(own.end(result), redirections);
    return result;
  }

  /** Sends the outputs where the redirections say; each counts from where it stands. */
  private void redirect(CommandResult result, List<String> redirections) {
    String out = STDOUT;
    String err = STDERR;
    for (int i = 0; i < redirections.size(); i++) {
      switch (redirections.get(i)) {
        case ">&2" -> out = err;
        case "2>&1" -> err = out;
        case ">", ">>" -> {
          boolean append = redirections.get(i).equals(">>");
          i++;
          out = opened(redirections.get(i), append);
        }
        case "2>" -> {
          i++;
          err = opened(redirections.get(i), false);
        }
        default -> i++;
      }
    }
    send(out, result.stdout());
    send(err, result.stderr());
  }

  private String opened(String path, boolean append) {
    if (!path.equals("/dev/null") && !append) {
      guest.write(path, "");
    }
    return path;
  }

  private void send(String target, byte[] bytes) {
    switch (target) {
      case STDOUT -> output.out(bytes);
      case STDERR -> output.err(bytes);
      case "/dev/null" -> {}
      default -> append(target, bytes);
    }
  }

  private void append(String path, byte[] bytes) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    guest.readBytes(path).ifPresent(all::writeBytes);
    all.writeBytes(bytes);
    guest.write(path, all.toByteArray());
  }
}
