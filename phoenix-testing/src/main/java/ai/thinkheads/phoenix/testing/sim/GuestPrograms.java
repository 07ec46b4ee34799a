package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Guests that are plain files, with a handful of programs that work on them. */
final class GuestPrograms implements GuestRuntime {

  private final Scripts scripts;

  GuestPrograms(Scripts scripts) {
    this.scripts = scripts;
  }

  @Override
  public CommandResult run(SimulatedGuest guest, GuestCommand given, Consumer<String> lines) {
    GuestCommand command = unwrap(given);
    Optional<Scripts.Script> script = Scripts.of(command.argv(), command.stdin());
    if (script.isPresent()) {
      Optional<GuestScriptHandler> handler = scripts.guestHandler(script.get());
      if (handler.isPresent()) {
        return handler
            .get()
            .run(
                new GuestScriptCall(
                    guest,
                    script.get().text(),
                    script.get().arguments(),
                    command.environment(),
                    command.stdin(),
                    lines));
      }
    }
    Output output = Output.heardBy(new LineSplitter(lines));
    int status = run(guest, command.argv(), command.environment(), command.stdin(), output);
    return output.end(status);
  }

  /** Takes off an {@code env} that only prepares the environment. */
  private static GuestCommand unwrap(GuestCommand command) {
    List<String> argv = new ArrayList<>(command.argv());
    if (argv.size() < 2 || !argv.get(0).matches("(?:(?:/usr)?/bin/)?env")) {
      return command;
    }
    argv.remove(0);
    Map<String, String> environment = new HashMap<>(command.environment());
    while (!argv.isEmpty() && argv.get(0).matches("-i|\\w+=(?s:.*)")) {
      String word = argv.remove(0);
      if (word.equals("-i")) {
        environment.clear();
      } else {
        environment.put(
            word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
      }
    }
    return new GuestCommand(argv.isEmpty() ? List.of("env") : argv, environment, command.stdin());
  }

  /** Runs one program; gives its exit status. */
  int run(
      SimulatedGuest guest,
      List<String> argv,
      Map<String, String> environment,
      byte[] stdin,
      Output output) {
    List<String> arguments = argv.subList(1, argv.size());
    String program = argv.get(0).replaceFirst("^(?:/usr)?/bin/", "");
    return switch (program) {
      // nobody waits in a simulated guest
      case "true", ":", "sleep" -> 0;
      case "false" -> 1;
      case "echo" -> echo(arguments, output);
      case "printf" -> printf(arguments, output);
      case "cat" -> cat(guest, arguments, stdin, output);
      case "env" -> env(environment, output);
      case "hostname" -> cat(guest, List.of("/etc/hostname"), stdin, output);
      case "pwd" -> print("/root\n", output);
      case "tty" -> {
        output.out("not a tty\n");
        yield 1;
      }
      case "ls" -> ls(guest, arguments, output);
      case "test", "[" -> test(guest, arguments);
      case "wc" -> wc(guest, arguments, output);
      case "mkdir" -> forEachPath(arguments, guest::makeDirectory);
      case "rm" -> forEachPath(arguments, guest::delete);
      case "touch" -> forEachPath(arguments, path -> touch(guest, path));
      case "bash", "sh" -> shell(guest, argv, environment, stdin, output);
      default -> {
        output.err(
            "lxc-attach: "
                + guest.vmid()
                + ": ../src/lxc/attach.c: lxc_attach_run_command: 1841 No such file or directory -"
                + " Failed to exec \""
                + argv.get(0)
                + "\"\n");
        yield 127;
      }
    };
  }

  private int shell(
      SimulatedGuest guest,
      List<String> argv,
      Map<String, String> environment,
      byte[] stdin,
      Output output) {
    Optional<Scripts.Script> script = Scripts.of(argv, stdin);
    String text = script.map(Scripts.Script::text).orElse("");
    Map<String, String> variables = new HashMap<>(environment);
    List<String> arguments = script.map(Scripts.Script::arguments).orElse(List.of());
    for (int i = 0; i < arguments.size(); i++) {
      variables.put(String.valueOf(i + 1), arguments.get(i));
    }
    return new MiniShell(this, guest, variables, stdin, output).run(text);
  }

  private static int print(String text, Output output) {
    output.out(text);
    return 0;
  }

  private static int echo(List<String> arguments, Output output) {
    boolean bare = !arguments.isEmpty() && arguments.get(0).equals("-n");
    String text = String.join(" ", bare ? arguments.subList(1, arguments.size()) : arguments);
    return print(bare ? text : text + "\n", output);
  }

  private static int printf(List<String> arguments, Output output) {
    if (!arguments.isEmpty()) {
      output.out(Printf.format(arguments.get(0), arguments.subList(1, arguments.size())));
    }
    return 0;
  }

  private static int cat(
      SimulatedGuest guest, List<String> arguments, byte[] stdin, Output output) {
    if (arguments.isEmpty()) {
      output.out(stdin);
      return 0;
    }
    int status = 0;
    for (String path : arguments) {
      Optional<byte[]> bytes = guest.readBytes(path);
      bytes.ifPresent(output::out);
      if (bytes.isEmpty()) {
        boolean folder = guest.isDirectory(path);
        output.err(
            "cat: "
                + path
                + ": "
                + (folder ? "Is a directory" : "No such file or directory")
                + "\n");
        status = 1;
      }
    }
    return status;
  }

  private static int env(Map<String, String> environment, Output output) {
    new TreeMap<>(environment).forEach((name, value) -> output.out(name + "=" + value + "\n"));
    return 0;
  }

  private static int ls(SimulatedGuest guest, List<String> arguments, Output output) {
    int status = 0;
    for (String path : paths(arguments.isEmpty() ? List.of("/root") : arguments)) {
      if (guest.isDirectory(path)) {
        guest.list(path).forEach(name -> output.out(name + "\n"));
      } else if (guest.exists(path)) {
        output.out(path + "\n");
      } else {
        output.err("ls: cannot access '" + path + "': No such file or directory\n");
        status = 2;
      }
    }
    return status;
  }

  private static int test(SimulatedGuest guest, List<String> arguments) {
    if (arguments.size() < 2) {
      return 1;
    }
    String path = arguments.get(1);
    boolean holds =
        switch (arguments.get(0)) {
          case "-e" -> guest.exists(path);
          case "-f" -> guest.readBytes(path).isPresent();
          case "-d" -> guest.isDirectory(path);
          case "-s" -> guest.readBytes(path).map(bytes -> bytes.length > 0).orElse(false);
          case "-n" -> !path.isEmpty();
          case "-z" -> path.isEmpty();
          default -> false;
        };
    return holds ? 0 : 1;
  }

  private static int wc(SimulatedGuest guest, List<String> arguments, Output output) {
    for (String path : paths(arguments)) {
      output.out(guest.readBytes(path).map(bytes -> bytes.length).orElse(0) + " " + path + "\n");
    }
    return 0;
  }

  private static int forEachPath(List<String> arguments, Consumer<String> change) {
    paths(arguments).forEach(change);
    return 0;
  }

  private static void touch(SimulatedGuest guest, String path) {
    if (!guest.exists(path)) {
      guest.write(path, "");
    }
  }

  private static List<String> paths(List<String> arguments) {
    List<String> paths = new ArrayList<>(arguments);
    paths.removeIf(argument -> argument.startsWith("-"));
    return paths;
  }

  @Override
  public void unpack(SimulatedGuest guest, Path image, String ostype) {
    HostFiles files = new HostFiles(guest.rootfs());
    String name = ostype.substring(0, 1).toUpperCase(Locale.ROOT) + ostype.substring(1);
    files.write("/etc/os-release", "ID=" + ostype + "\nNAME=\"" + name + "\"\n");
    files.directory("/root");
    files.directory("/tmp");
    files.write("/etc/hosts", "127.0.0.1 localhost\n".getBytes(StandardCharsets.UTF_8));
  }
}
