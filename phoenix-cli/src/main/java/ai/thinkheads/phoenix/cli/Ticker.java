package ai.thinkheads.phoenix.cli;

import java.util.Timer;
import java.util.TimerTask;

/** Does something five times a second, in a thread of its own, until it is closed. */
final class Ticker implements AutoCloseable {

  private static final long PERIOD_MILLIS = 200;

  private final Timer timer = new Timer("phoenix-progress", true);

  private Ticker() {}

  static Ticker start(Runnable action) {
    Ticker ticker = new Ticker();
    TimerTask task =
        new TimerTask() {
          @Override
          public void run() {
            action.run();
          }
        };
    ticker.timer.schedule(task, PERIOD_MILLIS, PERIOD_MILLIS);
    return ticker;
  }

  @Override
  public void close() {
    timer.cancel();
  }
}
