package ai.thinkheads.phoenix.proxmox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import ai.thinkheads.phoenix.proxmox.shell.ShellException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
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
    List<String> argv = new ArrayList<>(command.argv());
    assertThat(argv.get(2)).as("the script").containsOnlyOnce("\nroot=\n");
    argv.set(2, argv.get(2).replace("\nroot=\n", "\nroot='" + root + "'\n"));
    ProcessBuilder builder = new ProcessBuilder(argv);
    builder.environment().compute("PATH", (name, path) -> programs + ":" + path);
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
  public void close() {}
}
