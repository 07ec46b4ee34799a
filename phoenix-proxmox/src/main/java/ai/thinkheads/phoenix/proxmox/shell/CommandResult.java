package ai.thinkheads.phoenix.proxmox.shell;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * What a command that ran to its end left behind.
 *
 * @param exitCode its exit status, 0 to 255
 * @param stdout what it wrote to its standard output
 * @param stderr what it wrote to its standard error
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
public record CommandResult(int exitCode, byte[] stdout, byte[] stderr) {

  /** Copies both outputs. */
  public CommandResult {
    stdout = stdout.clone();
    stderr = stderr.clone();
  }

  /** A result with texts as outputs. */
  public static CommandResult of(int exitCode, String stdout, String stderr) {
    return new CommandResult(
        exitCode, stdout.getBytes(StandardCharsets.UTF_8), stderr.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether the exit status is 0. Some Proxmox commands fail with it; see their typed forms. */
  public boolean isSuccess() {
    return exitCode == 0;
  }

  @Override
  public byte[] stdout() {
    return stdout.clone();
  }

  @Override
  public byte[] stderr() {
    return stderr.clone();
  }

  /** The standard output as UTF-8 text; what is no UTF-8 becomes U+FFFD. */
  public String stdoutText() {
    return new String(stdout, StandardCharsets.UTF_8);
  }

  /** The standard error as UTF-8 text; what is no UTF-8 becomes U+FFFD. */
  public String stderrText() {
    return new String(stderr, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CommandResult result
        && exitCode == result.exitCode
        && Arrays.equals(stdout, result.stdout)
        && Arrays.equals(stderr, result.stderr);
  }

  @Override
  public int hashCode() {
    return Objects.hash(exitCode, Arrays.hashCode(stdout), Arrays.hashCode(stderr));
  }

  @Override
  public String toString() {
    return "exit " + exitCode + ", " + stdout.length + " B out, " + stderr.length + " B err";
  }
}
