package ai.thinkheads.phoenix.testing.sim;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The lock on a whole node that runs of Phoenix take. It holds between threads, and, for a node
 * kept on disk, between processes; a killed process frees it. It is no change of the node.
 */
final class NodeLock {

  private static final Duration POLL = Duration.ofMillis(20);
  private static final int ROUNDS = 50;

  private final HostFiles files;
  private final Semaphore free = new Semaphore(1);

  NodeLock(HostFiles files) {
    this.files = files;
  }

  /**
   * Takes the lock, to be closed by the caller, in any thread.
   *
   * @param busy called once for every round in which somebody else has it
   * @return empty when somebody else had it for longer than that
   */
  Optional<Taken> take(Duration wait, Runnable busy) throws InterruptedException {
    long deadline = System.nanoTime() + wait.toNanos();
    while (true) {
      Optional<Taken> taken = tryTake();
      if (taken.isPresent()) {
        return taken;
      }
      busy.run();
      if (System.nanoTime() >= deadline) {
        return Optional.empty();
      }
      TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
    }
  }

  private Optional<Taken> tryTake() {
    if (!free.tryAcquire()) {
      return Optional.empty();
    }
    try {
      files.directory("/run/phoenix");
      FileChannel channel =
          FileChannel.open(
              files.at("/run/phoenix/lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (isLocked(channel)) {
        return Optional.of(new Taken(channel));
      }
      channel.close();
      free.release();
      return Optional.empty();
    } catch (IOException e) {
      free.release();
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // Another host object of this process has the same directory open and holds it.
      return false;
    }
  }

  /** The lock in the hands of one. */
  final class Taken implements Closeable {

    private final FileChannel channel;

    private Taken(FileChannel channel) {
      this.channel = channel;
    }

    /** Tells the others who has it. */
    void writeHolder(String text) throws IOException {
      Files.writeString(holderFile(), ProcessHandle.current().pid() + " " + text + "\n");
    }

    @Override
    public void close() throws IOException {
      try (channel) {
        Files.deleteIfExists(holderFile());
      } finally {
        free.release();
      }
    }
  }

  /** What the one who has the lock has written; empty when it does not write anything. */
  String holder() throws InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      Optional<String> text = read().filter(NodeLock::isOfLivingProcess);
      if (text.isPresent()) {
        return text.get().substring(text.get().indexOf(' ') + 1).strip();
      }
      TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
    }
    return "";
  }

  private Optional<String> read() {
    try {
      return Optional.of(Files.readString(holderFile()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOfLivingProcess(String text) {
    return text.matches("[0-9]+ [^\n]*\n")
        && ProcessHandle.of(Long.parseLong(text.substring(0, text.indexOf(' ')))).isPresent();
  }

  private Path holderFile() {
    return files.at("/run/phoenix/hold");
  }
}
