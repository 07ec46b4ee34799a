package ai.thinkheads.phoenix.proxmox.shell;

import ai.thinkheads.phoenix.proxmox.process.ChildProcess;
import ai.thinkheads.phoenix.proxmox.process.RootAccess;
import java.io.IOException;
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
    LOG.debug("{}: {}", target(), command);
    RootAccess access = RootAccess.of(user);
    CommandResult result = runInPlace(command, argv(access.argv(command)), lines);
    access.check(result, target(), user);
    return result;
  }

  private CommandResult runInPlace(Command command, List<String> argv, Consumer<String> lines) {
    try {
      places.acquire();
    } catch (InterruptedException e) {
      throw interrupted(command, e);
    }
    try (ChildProcess process = ChildProcess.start(argv, command.stdin(), Map.of(), outputLimit)) {
      return await(process, command, lines);
    } catch (IOException e) {
      throw new ShellException(
          target() + ": cannot start " + command.summary() + ": " + e.getMessage(),
          "pass long data through the standard input, and check that env is installed",
          e);
    } catch (InterruptedException e) {
      throw interrupted(command, e);
    } finally {
      places.release();
    }
  }

  private CommandResult await(ChildProcess process, Command command, Consumer<String> lines)
      throws InterruptedException {
    return switch (process.await(command.timeout(), lines)) {
      case ENDED -> new CommandResult(process.exitCode(), process.stdout(), process.stderr());
      case TIMED_OUT -> throw new CommandTimeoutException(target(), command, process.kill());
      case TOO_LARGE -> {
        process.kill();
        throw process.tooLarge(target(), command);
      }
    };
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
