package ai.thinkheads.phoenix.cli;

import java.util.List;
import org.jline.utils.Signals;

/** How a person or the system asks the command to end: Ctrl-C, or a signal to terminate. */
interface Interrupts {

  /** A running command's hold on interrupts; closing it gives them back. */
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  /** Runs the action at every interrupt from now on, instead of ending the process. */
  Watch onInterrupt(Runnable action);

  /** Ends the process at once. */
  void halt();

  /** The signals INT and TERM of this process. */
  static Interrupts ofProcess() {
    return new Interrupts() {
      @Override
      public Watch onInterrupt(Runnable action) {
        List<String> signals = List.of("INT", "TERM");
        List<Object> before = signals.stream().map(name -> Signals.register(name, action)).toList();
        return () -> {
          for (int i = 0; i < signals.size(); i++) {
            Signals.unregister(signals.get(i), before.get(i));
          }
        };
      }

      @Override
      public void halt() {
        Runtime.getRuntime().halt(ExitCode.CANCELLED);
      }
    };
  }

  /** No interrupt ever comes. */
  static Interrupts none() {
    return new Interrupts() {
      @Override
      public Watch onInterrupt(Runnable action) {
        return () -> {};
      }

      @Override
      public void halt() {
        throw new IllegalStateException("nothing can interrupt");
      }
    };
  }
}
