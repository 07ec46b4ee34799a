package ai.thinkheads.phoenix.proxmox.ssh;

import ai.thinkheads.phoenix.proxmox.process.ChildProcess;
import ai.thinkheads.phoenix.proxmox.process.CommandOutput;
import ai.thinkheads.phoenix.proxmox.shell.ShellException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The OpenSSH client, which knows its configuration best: {@code ssh -G} prints what holds for a
 * host, with Include, Match and patterns resolved, and with all defaults.
 */
final class OpenSshClient implements ConfigSource {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final long OUTPUT_LIMIT = 1 << 20;

  private final Path program;
  private final SshOptions options;

  private OpenSshClient(Path program, SshOptions options) {
    this.program = program;
    this.options = options;
  }

  /** The client on the PATH, if there is one. */
  static Optional<OpenSshClient> find(SshOptions options) {
    return options.variable("PATH").stream()
        .flatMap(Pattern.compile(Pattern.quote(File.pathSeparator))::splitAsStream)
        .filter(directory -> !directory.isEmpty())
        .flatMap(directory -> List.of("ssh", "ssh.exe").stream().map(Path.of(directory)::resolve))
        .filter(Files::isExecutable)
        .findFirst()
        .map(program -> new OpenSshClient(program, options));
  }

  @Override
  public ConfigValues read(SshTarget target) {
    try (ChildProcess ssh =
        ChildProcess.start(
            argv(target), InputStream.nullInputStream(), options.environment(), OUTPUT_LIMIT)) {
      CommandOutput.Ending ending = ssh.await(TIMEOUT, line -> {});
      if (ending != CommandOutput.Ending.ENDED) {
        throw unreadable("ssh -G " + target + " did not end within " + TIMEOUT.toSeconds() + " s");
      }
      if (ssh.exitCode() != 0) {
        throw unreadable(firstLine(ssh.stderr()));
      }
      return ConfigValues.parse(new String(ssh.stdout(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new ShellException(
          "cannot start " + program + ": " + e.getMessage(), "repair the OpenSSH client", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ShellException("interrupted while reading the SSH configuration", "run again", e);
    }
  }

  private List<String> argv(SshTarget target) {
    List<String> argv = new ArrayList<>(List.of(program.toString(), "-G"));
    options.configFile().ifPresent(file -> argv.addAll(List.of("-F", file.toString())));
    target.user().ifPresent(user -> argv.addAll(List.of("-l", user)));
    target.port().ifPresent(port -> argv.addAll(List.of("-p", String.valueOf(port))));
    argv.addAll(List.of("--", target.host()));
    return argv;
  }

  private static String firstLine(byte[] stderr) {
    return new String(stderr, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.startsWith("Pseudo-terminal"))
        .findFirst()
        .orElse("ssh -G failed without a word");
  }

  private static ShellException unreadable(String said) {
    return new ShellException(
        "the SSH configuration cannot be read: " + said,
        "correct it until ssh -G HOST prints the host's settings");
  }
}
