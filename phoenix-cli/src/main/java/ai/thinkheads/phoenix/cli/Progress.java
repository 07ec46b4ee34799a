package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.json.EventLines;
import ai.thinkheads.phoenix.core.run.ExecutionListener;
import java.io.IOException;

/** How a run is shown while it goes on. */
interface Progress extends AutoCloseable {

  /** Hears what the run does. */
  ExecutionListener listener();

  /** Tells the user something in between; may be called from any thread. */
  void say(String message);

  @Override
  void close();

  /** What fits: JSON Lines, live lines on a terminal, or plain lines. */
  static Progress of(Surroundings surroundings, Screen screen) {
    if (screen.isJson()) {
      return plain(screen, new EventLines(line -> screen.data(line + "\n")));
    }
    if (surroundings.operator().isPresent() && !screen.isVerbose()) {
      try {
        return LiveProgress.start(
            surroundings.operator().terminal(), screen.page(), surroundings.clock());
      } catch (IOException e) {
        // A terminal that cannot be steered can still be written to.
        return plain(screen, new PlainProgress(screen));
      }
    }
    return plain(screen, new PlainProgress(screen));
  }

  private static Progress plain(Screen screen, ExecutionListener listener) {
    return new Progress() {
      @Override
      public ExecutionListener listener() {
        return listener;
      }

      @Override
      public void say(String message) {
        screen.message(message);
      }

      @Override
      public void close() {}
    };
  }
}
