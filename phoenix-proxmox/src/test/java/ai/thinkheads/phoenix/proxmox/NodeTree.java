package ai.thinkheads.phoenix.proxmox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.proxmox.process.ChildProcess;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import ai.thinkheads.phoenix.proxmox.shell.ShellException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A directory laid out like the files of a node, in which the real host scripts run with the real
 * bash.
 */
final class NodeTree implements HostShell {

  private final Path root;
  private final Path programs;

  private NodeTree(Path root) {
    this.root = root;
    this.programs = root.resolve("programs");
  }

  /** A node called pve1 without guests. */
  static NodeTree in(Path root) {
    NodeTree node = new NodeTree(root);
    node.file("usr/sbin/pct", "");
    node.file("proc/sys/kernel/hostname", "pve1.example.com\n");
    node.file("proc/net/unix", "Num       RefCount Protocol Flags    Type St Inode Path\n");
    node.file("etc/pve/.vmlist", "{\n\"version\": 1,\n\"ids\": {}\n\n}\n");
    node.program("dpkg-query", "printf 8.4.21");
    return node;
  }

  /** Writes a file, given its path without the leading slash. */
  void file(String path, String text) {
    try {
      Files.createDirectories(root.resolve(path).getParent());
      Files.writeString(root.resolve(path), text, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void directory(String path) {
    try {
      Files.createDirectories(root.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path path(String path) {
    return root.resolve(path);
  }

  /** Installs a program that bash runs, before those of the machine. */
  void program(String name, String script) {
    file("programs/" + name, "#!/usr/bin/env bash\n" + script + "\n");
    try {
      Files.setPosixFilePermissions(
          programs.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String target() {
    return "root@pve1";
  }

  @Override
  public CommandResult run(Command command, Consumer<String> lines) {
    ProcessBuilder builder = new ProcessBuilder(argv(command));
    builder.environment().putAll(environment());
    try {
      Path stderr = root.resolve("stderr");
      Process process = builder.redirectError(stderr.toFile()).start();
      try (var stdin = process.getOutputStream()) {
        stdin.write(command.stdin());
      }
      byte[] stdout = process.getInputStream().readAllBytes();
      return new CommandResult(process.waitFor(), stdout, Files.readAllBytes(stderr));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ShellException("interrupted", "", e);
    }
  }

  @Override
  public CommandResult runBeside(Command command, InputStream stdin, Consumer<String> lines) {
    try (ChildProcess process = ChildProcess.start(argv(command), stdin, environment(), 1 << 20)) {
      process.await(command.timeout(), lines);
      return new CommandResult(process.exitCode(), process.stdout(), process.stderr());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ShellException("interrupted", "", e);
    }
  }

  /** The command, with its script at work below this directory. */
  List<String> argv(Command command) {
    List<String> argv = new ArrayList<>(command.argv());
    assertThat(argv.get(2)).as("the script").containsOnlyOnce("\nroot=\n");
    argv.set(2, argv.get(2).replace("\nroot=\n", "\nroot='" + root + "'\n"));
    return argv;
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.compute("PATH", (name, path) -> programs + ":" + path);
    return environment;
  }

  @Override
  public void close() {}
}
