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

  private void redirect(CommandResult result, List<String> redirections) {
    byte[] out = result.stdout();
    byte[] err = result.stderr();
    for (int i = 0; i < redirections.size(); i++) {
      switch (redirections.get(i)) {
        case ">&2" -> {
          output.err(out);
          out = new byte[0];
        }
        case "2>&1" -> {
          output.out(err);
          err = new byte[0];
        }
        case ">", ">>" -> {
          boolean append = redirections.get(i).equals(">>");
          i++;
          store(redirections.get(i), append, out);
          out = new byte[0];
        }
        case "2>" -> {
          i++;
          store(redirections.get(i), false, err);
          err = new byte[0];
        }
        default -> i++;
      }
    }
    output.out(out);
    output.err(err);
  }

  private void store(String path, boolean append, byte[] bytes) {
    if (path.equals("/dev/null")) {
      return;
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    if (append) {
      guest.readBytes(path).ifPresent(all::writeBytes);
    }
    all.writeBytes(bytes);
    guest.write(path, all.toByteArray());
  }
}
