package ai.thinkheads.phoenix.proxmox.shell;

import ai.thinkheads.phoenix.proxmox.process.ChildProcess;
import ai.thinkheads.phoenix.proxmox.process.CommandMark;
import ai.thinkheads.phoenix.proxmox.process.CommandOutput.Ending;
import ai.thinkheads.phoenix.proxmox.process.RootAccess;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The shell of the node that this program runs on. */
public final class LocalShell implements HostShell {

  private static final Logger LOG = LoggerFactory.getLogger(LocalShell.class);

  private final String user;
  private final Semaphore places;
  private final long outputLimit;
  private final Charset argumentEncoding;

  LocalShell(String user, int places, long outputLimit, Charset argumentEncoding) {
    this.user = user;
    this.places = new Semaphore(places, true);
    this.outputLimit = outputLimit;
    this.argumentEncoding = argumentEncoding;
  }

  /**
   * A shell for that user.
   *
   * @param user who runs this program; anyone but root needs sudo
   * @param places how many commands may run at once
   * @param outputLimit the most bytes that a command may write
   */
  public static LocalShell of(String user, int places, long outputLimit) {
    Charset encoding = Charset.forName(System.getProperty("sun.jnu.encoding", "US-ASCII"));
    return new LocalShell(user, places, outputLimit, encoding);
  }

  @Override
  public String target() {
    return user + "@localhost";
  }

  @Override
  public CommandResult run(Command command, Consumer<String> lines) {
    try {
      places.acquire();
    } catch (InterruptedException e) {
      throw interrupted(command, e);
    }
    try {
      return runBeside(command, new ByteArrayInputStream(command.stdin()), lines);
    } finally {
      places.release();
    }
  }

  @Override
  public CommandResult runBeside(Command command, InputStream stdin, Consumer<String> lines) {
    LOG.debug("{}: {}", target(), command);
    RootAccess access = RootAccess.of(user);
    CommandMark mark = CommandMark.create();
    try (ChildProcess process = start(command, argv(access.argv(command, mark)), stdin)) {
      CommandResult result = await(process, command, mark, lines);
      access.check(result, target(), user);
      return result;
    }
  }

  private ChildProcess start(Command command, List<String> argv, InputStream stdin) {
    try {
      return ChildProcess.start(argv, stdin, Map.of(), outputLimit);
    } catch (IOException e) {
      throw new ShellException(
          target() + ": cannot start " + command.summary() + ": " + e.getMessage(),
          "pass long data through the standard input, and check that env and bash are installed",
          e);
    }
  }

  private CommandResult await(
      ChildProcess process, Command command, CommandMark mark, Consumer<String> lines) {
    return switch (awaitEnding(process, command, mark, lines)) {
      case ENDED -> new CommandResult(process.exitCode(), process.stdout(), process.stderr());
      case TIMED_OUT -> throw new CommandTimeoutException(target(), command, kill(process, mark));
      case TOO_LARGE -> {
        kill(process, mark);
        throw process.tooLarge(target(), command);
      }
    };
  }

  private Ending awaitEnding(
      ChildProcess process, Command command, CommandMark mark, Consumer<String> lines) {
    try {
      return process.await(command.timeout(), lines);
    } catch (InterruptedException e) {
      kill(process, mark);
      throw interrupted(command, e);
    } catch (RuntimeException | Error e) {
      // The listener's own: nobody is interested in the command any more.
      kill(process, mark);
      throw e;
    }
  }

  /** Kills the command with all that it has started; says whether they are known to be gone. */
  private boolean kill(ChildProcess process, CommandMark mark) {
    process.kill();
    // What it left in the background is nobody's child any more, and root's is not ours to kill.
    Command killer = mark.killer();
    List<String> argv = RootAccess.of(user).argv(killer, CommandMark.create());
    try (ChildProcess end = start(killer, argv, InputStream.nullInputStream())) {
      return end.await(killer.timeout(), line -> {}) == Ending.ENDED && end.exitCode() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ShellException e) {
      LOG.debug("{}: cannot kill {}", target(), mark, e);
      return false;
    }
  }

  private ShellException interrupted(Command command, InterruptedException e) {
    Thread.currentThread().interrupt();
    return new ShellException(
        target() + ": interrupted, this was not done or not to its end: " + command.summary(),
        "run again: it goes on from what is there",
        e);
  }

  // In a locale without UTF-8 the JDK turns what it cannot encode in arguments into question marks.
  private List<String> argv(List<String> argv) {
    boolean encodable =
        argumentEncoding.equals(StandardCharsets.UTF_8)
            || argv.stream().allMatch(StandardCharsets.US_ASCII.newEncoder()::canEncode);
    return encodable ? argv : List.of("bash", "-c", "exec " + AsciiQuoting.join(argv));
  }

  /** Does nothing: there is no connection. */
  @Override
  public void close() {}
}
