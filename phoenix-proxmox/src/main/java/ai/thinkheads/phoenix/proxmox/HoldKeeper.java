package ai.thinkheads.phoenix.proxmox;

import ai.thinkheads.phoenix.core.run.Hold;
import ai.thinkheads.phoenix.core.run.Holder;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import ai.thinkheads.phoenix.proxmox.shell.ShellException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Shares one lock on a node among all who ask for it through the same hypervisor. */
final class HoldKeeper implements AutoCloseable {

  private final HostShell shell;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable NodeHold hold;
  private int users;

  HoldKeeper(HostShell shell) {
    this.shell = shell;
  }

  /** The lock on the node, taken when nobody here has it yet. */
  Hold hold(Holder holder, Duration wait, Consumer<String> progress) {
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ShellException(
          shell.target() + ": interrupted before anything was begun", "run again", e);
    }
    try {
      NodeHold shared = hold;
      if (shared == null) {
        shared = NodeHold.take(shell, holder, wait, progress);
        hold = shared;
      }
      users++;
      return new Share(shared);
    } finally {
      lock.unlock();
    }
  }

  private void leave(NodeHold shared) {
    lock.lock();
    try {
      if (hold == shared && --users == 0) {
        close();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Gives the lock back, whoever still counts on it. */
  @Override
  public void close() {
    lock.lock();
    try {
      NodeHold last = hold;
      hold = null;
      users = 0;
      if (last != null) {
        last.close();
      }
    } finally {
      lock.unlock();
    }
  }

  private final class Share implements Hold {

    private final NodeHold shared;
    private final AtomicBoolean closed = new AtomicBoolean();

    Share(NodeHold shared) {
      this.shared = shared;
    }

    @Override
    public void check() {
      shared.check();
    }

    @Override
    public void close() {
      if (!closed.getAndSet(true)) {
        leave(shared);
      }
    }
  }
}
