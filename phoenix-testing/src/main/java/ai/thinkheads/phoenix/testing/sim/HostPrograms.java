package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.io.InputStream;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The programs of a simulated node, by the names they are called by. */
final class HostPrograms {

  // they keep nothing between two runs, and their tables of options take a while to make
  private static final Map<Release, Pct> PCT =
      Arrays.stream(Release.values()).collect(Collectors.toMap(it -> it, Pct::new));
  private static final Pvesm PVESM = new Pvesm();
  private static final Program PVEUM = Pveum.program();
  private static final Pveam PVEAM = new Pveam();
  private static final Program HA_MANAGER = HaManager.program();

  private static final Map<String, String> LOGIN_ENVIRONMENT =
      Map.of(
          "SHELL", "/bin/bash",
          "PWD", "/root",
          "LOGNAME", "root",
          "HOME", "/root",
          "USER", "root",
          "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");

  private final SimulatedHost host;
  private final Node node;
  private final Scripts scripts;

  HostPrograms(SimulatedHost host, Node node, Scripts scripts) {
    this.host = host;
    this.node = node;
    this.scripts = scripts;
  }

  /** Runs a command as a login shell does, which by default has no UTF-8 locale. */
  CommandResult runAtLogin(Command command, Consumer<byte[]> stdout) {
    return run(command, Map.of(), stdout);
  }

  /** Runs a command in a UTF-8 locale, as every {@code HostShell} does. */
  CommandResult run(Command command, Consumer<byte[]> stdout) {
    return run(command, Map.of("LANG", "C.UTF-8", "LC_ALL", "C.UTF-8"), stdout);
  }

  /** Runs a command that reads while it goes on. Only the node's lock does. */
  CommandResult runBeside(Command command, InputStream stdin, Consumer<byte[]> stdout) {
    List<String> argv = unwrap(command.argv(), new HashMap<>());
    return Scripts.of(argv, new byte[0])
        .filter(script -> script.name().equals(HoldScript.NAME))
        .map(script -> new HoldScript(node, stdin, stdout).run(script.arguments()))
        .orElseGet(
            () -> CommandResult.of(127, "", "bash: " + argv + " does not read while it runs\n"));
  }

  private CommandResult run(Command command, Map<String, String> locale, Consumer<byte[]> stdout) {
    Output output = Output.heardBy(stdout);
    Map<String, String> environment = new HashMap<>(LOGIN_ENVIRONMENT);
    environment.putAll(locale);
    List<String> argv = unwrap(command.argv(), environment);
    Call.Context context = new Call.Context(node, environment, command.stdin(), output);
    return output.end(argv.isEmpty() ? 0 : run(argv, context));
  }

  /** Takes off what only prepares the environment: assignments, {@code env} and {@code sudo}. */
  private static List<String> unwrap(List<String> words, Map<String, String> environment) {
    List<String> argv = new ArrayList<>(words);
    while (!argv.isEmpty()) {
      String word = argv.get(0);
      if (word.matches("[A-Za-z_]\\w*=(?s:.*)")) {
        environment.put(
            word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
        argv.remove(0);
      } else if (word.equals("env") && argv.size() > 1) {
        argv.remove(0);
      } else if (word.equals("sudo") || word.equals("exec")) {
        argv.remove(0);
        while (!argv.isEmpty() && argv.get(0).startsWith("-")) {
          argv.remove(0);
        }
      } else {
        break;
      }
    }
    return argv;
  }

  private int run(List<String> argv, Call.Context context) {
    Optional<Scripts.Script> script = Scripts.of(argv, context.stdin());
    if (script.isPresent()) {
      return runScript(script.get(), context);
    }
    List<String> arguments = argv.subList(1, argv.size());
    Output output = context.output();
    return switch (argv.get(0).replaceFirst("^(?:/usr)?/s?bin/", "")) {
      case "pct" -> PCT.get(node.release()).run(arguments, context);
      case "pvesm" -> PVESM.run(arguments, context);
      case "ha-manager" -> HA_MANAGER.run(arguments, context);
      case "pveam" -> PVEAM.run(arguments, context);
      case "pveum" -> PVEUM.run(arguments, context);
      case "lxc-attach" -> PctExec.attach(context, arguments);
      case "true", ":" -> 0;
      case "false" -> 1;
      case "pveversion" ->
          print(
              "pve-manager/" + node.version() + "/5d3a5ec7 (running kernel: 6.8.12-9-pve)\n",
              output);
      case "hostname" -> print(node.name() + "\n", output);
      case "id" -> print(arguments.contains("-u") ? "0\n" : "uid=0(root) gid=0(root)\n", output);
      case "echo" -> print(String.join(" ", arguments) + "\n", output);
      case "cat" -> cat(arguments, context);
      case "ls" -> ls(arguments, output);
      case "test" -> test(arguments);
      case "sha1sum" -> sha1sum(arguments, output);
      default -> {
        output.err("bash: line 1: " + argv.get(0) + ": command not found\n");
        yield 127;
      }
    };
  }

  private int runScript(Scripts.Script script, Call.Context context) {
    Optional<HostScriptHandler> handler = scripts.hostHandler(script);
    if (handler.isEmpty()) {
      context
          .output()
          .err(
              "bash: the simulated node has no bash, and no handler for the script \""
                  + script.name()
                  + "\"\n");
      return 127;
    }
    LineRelay relay = new LineRelay(context.output());
    return relay.end(
        handler
            .get()
            .run(
                new HostScriptCall(
                    host, script.text(), script.arguments(), context.stdin(), relay)));
  }

  private static int print(String text, Output output) {
    output.out(text);
    return 0;
  }

  private int cat(List<String> paths, Call.Context context) {
    int status = 0;
    if (paths.isEmpty()) {
      context.output().out(context.stdin());
    }
    for (String path : paths) {
      if (node.files().isFile(path)) {
        context.output().out(node.files().bytes(path).orElse(new byte[0]));
      } else {
        String why = node.files().exists(path) ? "Is a directory" : "No such file or directory";
        context.output().err("cat: " + path + ": " + why + "\n");
        status = 1;
      }
    }
    return status;
  }

  private int ls(List<String> arguments, Output output) {
    int status = 0;
    for (String path : arguments) {
      if (path.startsWith("-")) {
        continue;
      }
      if (node.files().isDirectory(path)) {
        node.files().list(path).stream()
            .filter(name -> !name.startsWith("."))
            .forEach(name -> output.out(name + "\n"));
      } else if (node.files().exists(path)) {
        output.out(path + "\n");
      } else {
        output.err("ls: cannot access '" + path + "': No such file or directory\n");
        status = 2;
      }
    }
    return status;
  }

  private int test(List<String> arguments) {
    if (arguments.size() != 2) {
      return 2;
    }
    String path = arguments.get(1);
    boolean holds =
        switch (arguments.get(0)) {
          case "-e" -> node.files().exists(path);
          case "-f" -> node.files().isFile(path);
          case "-d" -> node.files().isDirectory(path);
          default -> false;
        };
    return holds ? 0 : 1;
  }

  private int sha1sum(List<String> paths, Output output) {
    int status = 0;
    for (String path : paths) {
      Optional<byte[]> bytes =
          node.files().isFile(path) ? node.files().bytes(path) : Optional.empty();
      if (bytes.isPresent()) {
        output.out(sha1(bytes.get()) + "  " + path + "\n");
      } else {
        output.err("sha1sum: " + path + ": No such file or directory\n");
        status = 1;
      }
    }
    return status;
  }

  private static String sha1(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-1").digest(bytes);
      return String.format("%040x", new BigInteger(1, hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-1", e);
    }
  }
}
