package ai.thinkheads.phoenix.proxmox.ssh;

import ai.thinkheads.phoenix.proxmox.shell.ShellException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one connection, made when it is first needed and again when it was lost.
 *
 * <p>Threads that need it while it is being made wait for that one attempt and share its failure,
 * so that nobody is asked for the same password several times.
 */
final class ConnectionKeeper implements AutoCloseable {

  private final String target;
  private final Supplier<SshConnection> connect;
  private @Nullable CompletableFuture<SshConnection> current;
  private boolean closed;

  ConnectionKeeper(String target, Supplier<SshConnection> connect) {
    this.target = target;
    this.connect = connect;
  }

  /**
   * The connection, alive as far as is known.
   *
   * @throws ShellException when there is none to be had
   */
  SshConnection get() {
    CompletableFuture<SshConnection> attempt = new CompletableFuture<>();
    CompletableFuture<SshConnection> shared = join(attempt);
    if (shared == attempt) {
      make(attempt);
    }
    try {
      return shared.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private synchronized CompletableFuture<SshConnection> join(
      CompletableFuture<SshConnection> attempt) {
    if (closed) {
      throw closedException();
    }
    CompletableFuture<SshConnection> existing = current;
    if (existing != null && !isOver(existing)) {
      return existing;
    }
    current = attempt;
    close(existing);
    return attempt;
  }

  private static boolean isOver(CompletableFuture<SshConnection> attempt) {
    return attempt.isCompletedExceptionally() || (attempt.isDone() && !attempt.join().isAlive());
  }

  private void make(CompletableFuture<SshConnection> attempt) {
    try {
      attempt.complete(connect.get());
    } catch (RuntimeException | Error e) {
      attempt.completeExceptionally(e);
      return;
    }
    synchronized (this) {
      if (!closed) {
        return;
      }
    }
    attempt.join().close();
  }

  private ShellException closedException() {
    return new ShellException(target + ": this shell has been closed", "open another one");
  }

  @Override
  public void close() {
    CompletableFuture<SshConnection> last;
    synchronized (this) {
      closed = true;
      last = current;
    }
    close(last);
  }

  // Of a lost connection the hops may still be there.
  private static void close(@Nullable CompletableFuture<SshConnection> attempt) {
    if (attempt != null && attempt.isDone() && !attempt.isCompletedExceptionally()) {
      attempt.join().close();
    }
  }
}
