package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Runs Phoenix's own scripts with the real bash on the files of a simulated node. */
final class BashOnTree implements HostShell {

  private final SimulatedHost host;
  private final Path root;
  private final Path programs;

  /**
   * @param host a node on disk
   * @param root where its files are
   * @param programs an empty directory outside of it
   */
  BashOnTree(SimulatedHost host, Path root, Path programs) {
    this.host = host;
    this.root = root;
    this.programs = programs;
    program("dpkg-query", "printf %s " + host.pveVersion());
    program("chown", "exit 0");
    program("lxc-attach", attach());
  }

  /** Looks at the files that a guest sees, below the path where they really are. */
  private String attach() {
    StringBuilder cases = new StringBuilder("case $2 in\n");
    for (Vmid vmid : host.running()) {
      Path rootfs = host.guest(vmid).orElseThrow().rootfs();
      cases.append("%s) place='%s' ;;\n".formatted(vmid, rootfs));
    }
    return cases
        + """
          esac
          /bin/sh -c "${7//\\/var\\/lib\\/phoenix/$place/var/lib/phoenix}" | sed "s#^$place##"
          """;
  }

  private void program(String name, String script) {
    try {
      Path file = Files.writeString(programs.resolve(name), "#!/usr/bin/env bash\n" + script);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String target() {
    return host.shell().target();
  }

  @Override
  public CommandResult run(Command command, Consumer<String> lines) {
    List<String> argv = new ArrayList<>(command.argv());
    argv.set(2, argv.get(2).replaceFirst("\nroot=\n", "\nroot='" + root + "'\n"));
    ProcessBuilder builder =
        new ProcessBuilder(argv).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().compute("PATH", (name, path) -> programs + ":" + path);
    try {
      Process process = builder.start();
      try (var stdin = process.getOutputStream()) {
        stdin.write(command.stdin());
      }
      byte[] stdout = process.getInputStream().readAllBytes();
      return new CommandResult(process.waitFor(), stdout, new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public CommandResult runBeside(Command command, InputStream stdin, Consumer<String> lines) {
    throw new UnsupportedOperationException("nothing here reads while it runs");
  }

  @Override
  public void close() {}
}
