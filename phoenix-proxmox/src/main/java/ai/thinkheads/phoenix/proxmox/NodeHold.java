package ai.thinkheads.phoenix.proxmox;

import ai.thinkheads.phoenix.core.HypervisorException;
import ai.thinkheads.phoenix.core.run.HeldByOtherException;
import ai.thinkheads.phoenix.core.run.Hold;
import ai.thinkheads.phoenix.core.run.Holder;
import ai.thinkheads.phoenix.core.text.Words;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import ai.thinkheads.phoenix.proxmox.shell.ShellException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock on the node, kept by a script there for as long as it hears from here.
 *
 * <p>The script is fed a line every 15 s, ends after 60 s of silence, and answers each line. When
 * no answer to a line of the last 55 s has come, the lock counts as lost.
 */
final class NodeHold implements Hold {

  private static final Logger LOG = LoggerFactory.getLogger(NodeHold.class);

  private static final Duration BEAT = Duration.ofSeconds(15);
  private static final Duration SILENCE = Duration.ofSeconds(60);
  private static final Duration TERM = Duration.ofSeconds(55);
  private static final Duration FOREVER = Duration.ofDays(3650);
  private static final long TIME_TO_END_MILLIS = 5_000;
  private static final int BUSY = 75;

  private final HostShell shell;
  private final Command command;
  private final Consumer<String> progress;
  private final Lease lease = new Lease(TERM, Lease.Moment::now);
  private final Heartbeat heartbeat = new Heartbeat(BEAT, lease::sent);
  private final CompletableFuture<Void> held = new CompletableFuture<>();
  private final Thread thread = new Thread(this::keep, "phoenix-hold");
  private volatile Optional<OtherHolder> other = Optional.empty();
  private volatile Optional<HypervisorException> end = Optional.empty();

  private NodeHold(HostShell shell, Command command, Consumer<String> progress) {
    this.shell = shell;
    this.command = command;
    this.progress = progress;
    thread.setDaemon(true);
  }

  /**
   * Takes the lock of the node that a shell reaches.
   *
   * @throws HeldByOtherException when somebody else has it for longer than that
   * @throws HypervisorException when it cannot be taken, or the thread is interrupted
   */
  static NodeHold take(HostShell shell, Holder holder, Duration wait, Consumer<String> progress) {
    Consumer<String> heard = wait.isZero() ? text -> {} : progress;
    NodeHold hold = new NodeHold(shell, command(holder, wait, SILENCE), heard);
    hold.thread.start();
    try {
      hold.await();
      return hold;
    } catch (RuntimeException | Error e) {
      hold.close();
      throw e;
    }
  }

  /** The command that keeps the lock. */
  static Command command(Holder holder, Duration wait, Duration silence) {
    return HostScript.HOLD
        .command(
            Long.toString(wait.toSeconds()),
            Long.toString(silence.toSeconds()),
            OtherHolder.line(holder))
        .withTimeout(FOREVER);
  }

  private void await() {
    try {
      while (true) {
        try {
          held.get(1, TimeUnit.SECONDS);
          return;
        } catch (TimeoutException e) {
          if (!lease.isValid()) {
            throw silent();
          }
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof HypervisorException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ShellException(
          shell.target() + ": interrupted before anything was begun", "run again", e);
    }
  }

  private void keep() {
    try {
      CommandResult result = shell.runBeside(command, heartbeat, this::hear);
      ended(failure(result));
    } catch (HypervisorException e) {
      ended(e);
    } catch (RuntimeException | Error e) {
      LOG.error("keeping the hold on {} failed unexpectedly", shell.target(), e);
      ended(new HypervisorException("unexpected error: " + e, "please report this", e));
    }
  }

  private void hear(String line) {
    if (line.equals("held")) {
      held.complete(null);
    } else if (line.equals("alive")) {
      lease.answered();
    } else if (line.startsWith("busy ")) {
      other = OtherHolder.parse(line.substring("busy ".length()));
      progress.accept(
          "waiting for " + other.map(OtherHolder::toString).orElse("somebody else's run"));
    }
  }

  private HypervisorException failure(CommandResult result) {
    if (result.exitCode() == BUSY) {
      return new HeldByOtherException(
          shell.target(), other.map(OtherHolder::holder), other.map(OtherHolder::since));
    }
    if (held.isDone()) {
      return new HypervisorException(
          shell.target() + ": the lock on the node has ended",
          "run again: it goes on from what is there");
    }
    String said = Stderr.excerpt(result.stderrText());
    return new HypervisorException(
        shell.target() + ": other runs cannot be kept away" + (said.isEmpty() ? "" : ": " + said),
        "see whether /run/phoenix can be written on the node, then run again");
  }

  private HypervisorException silent() {
    return new ShellException(
        shell.target() + ": no answer for " + Words.duration(TERM),
        "check that the node is up and reachable, then run again: it goes on from what is there");
  }

  private void ended(HypervisorException why) {
    end = Optional.of(why);
    held.completeExceptionally(why);
  }

  @Override
  public void check() {
    Optional<HypervisorException> why = end;
    if (why.isEmpty() && !lease.isValid()) {
      why = Optional.of(silent());
    }
    if (why.isPresent()) {
      throw new HypervisorException(
          "not begun, because others are not kept away any more: " + why.get().getMessage(),
          why.get().remedy(),
          why.get());
    }
  }

  @Override
  public void close() {
    heartbeat.close();
    try {
      thread.join(TIME_TO_END_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // Without an answer it is killed, or at the latest left to its silence.
    thread.interrupt();
  }
}
