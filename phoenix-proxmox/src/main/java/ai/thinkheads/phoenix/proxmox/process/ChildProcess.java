package ai.thinkheads.phoenix.proxmox.process;

import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.ShellException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A program that runs on this machine, with everything it starts. */
public final class ChildProcess implements AutoCloseable {

  private final Process process;
  private final CommandOutput output;

  private ChildProcess(Process process, CommandOutput output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts a program, feeds it and collects what it writes.
   *
   * @param argv the program and its arguments
   * @param stdin all that it can read; each byte reaches it as soon as it is there
   * @param environment all of its environment; that of this process when it is empty
   * @param outputLimit the most bytes that it may write
   * @throws IOException when it cannot be started
   */
  public static ChildProcess start(
      List<String> argv, InputStream stdin, Map<String, String> environment, long outputLimit)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(argv);
    if (!environment.isEmpty()) {
      builder.environment().clear();
      builder.environment().putAll(environment);
    }
    Process process = builder.start();
    CommandOutput output = new CommandOutput(outputLimit);
    Thread stderr = pump(process.getErrorStream(), output.stderr());
    Thread stdout = pump(process.getInputStream(), output.stdout());
    background(() -> feed(process, stdin));
    background(
        () -> {
          join(stdout);
          join(stderr);
          process.onExit().join();
          output.end();
        });
    return new ChildProcess(process, output);
  }

  /** Waits for the end of the program and of all that holds its outputs open. */
  public CommandOutput.Ending await(Duration timeout, Consumer<String> lines)
      throws InterruptedException {
    return output.await(System.nanoTime() + timeout.toNanos(), lines, () -> true);
  }

  /** The exit status, after the end. */
  public int exitCode() {
    return process.exitValue();
  }

  /** All that it wrote to its standard output. */
  public byte[] stdout() {
    return output.stdoutBytes();
  }

  /** All that it wrote to its standard error. */
  public byte[] stderr() {
    return output.stderrBytes();
  }

  /** What to tell the user when it wrote too much. */
  public ShellException tooLarge(String target, Command command) {
    return output.tooLarge(target, command);
  }

  /** Kills the program and its descendants. */
  public void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Kills the program if it still runs. */
  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }

  private static Thread pump(InputStream from, OutputStream to) {
    return background(
        () -> {
          try (from) {
            from.transferTo(to);
          } catch (IOException e) {
            // The program was killed while it was read from; what came before counts.
          }
        });
  }

  private static void feed(Process process, InputStream stdin) {
    byte[] buffer = new byte[1 << 13];
    try (OutputStream to = process.getOutputStream()) {
      for (int count = stdin.read(buffer); count >= 0; count = stdin.read(buffer)) {
        to.write(buffer, 0, count);
        to.flush();
      }
    } catch (IOException e) {
      // A program need not read all, or anything, of its input.
    }
  }

  private static Thread background(Runnable work) {
    Thread thread = new Thread(work, "phoenix-process");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      // Nobody interrupts this thread, which belongs to this class alone.
      Thread.currentThread().interrupt();
    }
  }
}
