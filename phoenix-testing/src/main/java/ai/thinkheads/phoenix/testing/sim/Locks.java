package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The locks that Proxmox takes on a guest while a command works on it. They hold between threads,
 * and, for a node kept on disk, between processes; a killed process frees them.
 */
final class Locks {

  private static final long POLL_NANOS = Duration.ofMillis(2).toNanos();

  private final HostFiles files;
  private final Map<String, Held> locks = new ConcurrentHashMap<>();
  private volatile Duration timeout = Duration.ofSeconds(10);

  private static final class Held {
    private final ReentrantLock threads = new ReentrantLock();
    private @Nullable FileChannel channel;
  }

  Locks(HostFiles files) {
    this.files = files;
  }

  /** How long a command waits for another that works on the same guest. */
  void timeout(Duration value) {
    timeout = value;
  }

  /** Holds the lock of a guest while that runs; tells the progress of waiting. */
  <T> T guest(Vmid vmid, int exitCodeOnTimeout, Consumer<String> waiting, Supplier<T> body) {
    return hold(lockFile(vmid), exitCodeOnTimeout, waiting, body);
  }

  /** Whether a command holds the lock of a guest. */
  boolean isHeld(Vmid vmid) {
    Held held = locks.computeIfAbsent(lockFile(vmid), name -> new Held());
    if (held.threads.isHeldByCurrentThread() || !held.threads.tryLock()) {
      return true;
    }
    if (acquireFile(held, lockFile(vmid), System.nanoTime())) {
      release(held);
      return false;
    }
    held.threads.unlock();
    return true;
  }

  static String lockFile(Vmid vmid) {
    return "/run/lock/lxc/pve-config-" + vmid + ".lock";
  }

  /** Holds the lock on something that all commands share while that runs. */
  void shared(Runnable body) {
    hold(
        "/run/lock/pve-node.lock",
        Refusal.DIED,
        text -> {},
        () -> {
          body.run();
          return "";
        });
  }

  private <T> T hold(String file, int exitCode, Consumer<String> waiting, Supplier<T> body) {
    Held held = locks.computeIfAbsent(file, name -> new Held());
    if (!acquire(held, file, waiting)) {
      throw Refusal.of(exitCode, "can't lock file '" + file + "' - got timeout");
    }
    try {
      return body.get();
    } finally {
      release(held);
    }
  }

  private boolean acquire(Held held, String file, Consumer<String> waiting) {
    long deadline = System.nanoTime() + timeout.toNanos();
    if (held.threads.isHeldByCurrentThread()) {
      held.threads.lock();
      return true;
    }
    boolean waited = false;
    if (!held.threads.tryLock()) {
      waiting.accept("trying to acquire lock...\n");
      waited = true;
      if (!acquireInTime(held.threads)) {
        return false;
      }
    }
    if (!acquireFile(held, file, deadline)) {
      held.threads.unlock();
      return false;
    }
    if (waited) {
      waiting.accept(" OK\n");
    }
    return true;
  }

  private boolean acquireInTime(ReentrantLock lock) {
    try {
      return lock.tryLock(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean acquireFile(Held held, String file, long deadline) {
    try {
      files.directory(file.substring(0, file.lastIndexOf('/')));
      FileChannel channel =
          FileChannel.open(files.at(file), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      while (!tryLock(channel)) {
        if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
          channel.close();
          return false;
        }
        LockSupport.parkNanos(POLL_NANOS);
      }
      held.channel = channel;
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      // another host object of this process has the same directory open and holds it
      return false;
    }
  }

  private static void release(Held held) {
    if (held.threads.getHoldCount() == 1 && held.channel != null) {
      try {
        held.channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        held.channel = null;
      }
    }
    held.threads.unlock();
  }
}
