package ai.thinkheads.phoenix.cli;

import java.io.Console;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The person at the terminal, if there is one. */
interface Operator {

  /** Whether somebody sees what is printed and can answer. */
  boolean isPresent();

  /**
   * The terminal, to be closed by the caller.
   *
   * @throws IOException when it cannot be used
   */
  Terminal terminal() throws IOException;

  /** Reads a line without showing it; empty when there is none. */
  Optional<char[]> readSecret();

  /** Whoever sits at the terminal that this process was started from. */
  static Operator ofProcess() {
    return new Operator() {
      @Override
      @SuppressWarnings("SystemConsoleNull") // That is what isTerminal is for.
      public boolean isPresent() {
        Console console = System.console();
        return console != null && isTerminal(console);
      }

      @Override
      public Terminal terminal() throws IOException {
        // Signals stay with Interrupts: JLine would take over Ctrl-C.
        return TerminalBuilder.builder().system(true).nativeSignals(false).dumb(true).build();
      }

      @Override
      public Optional<char[]> readSecret() {
        return Optional.ofNullable(System.console()).map(Console::readPassword);
      }
    };
  }

  /** Nobody: standard input or output is a file or a pipe. */
  static Operator nobody() {
    return new Operator() {
      @Override
      public boolean isPresent() {
        return false;
      }

      @Override
      public Terminal terminal() throws IOException {
        throw new IOException("there is no terminal");
      }

      @Override
      public Optional<char[]> readSecret() {
        return Optional.empty();
      }
    };
  }

  /** From Java 22 on there is a console without a terminal too, and a method that tells. */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }
}
