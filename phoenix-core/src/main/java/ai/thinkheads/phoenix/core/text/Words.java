package ai.thinkheads.phoenix.core.text;

import java.time.Duration;
import java.util.Locale;

/** How numbers are put into words. */
public final class Words {

  /** A number with its noun: {@code 1 restart}, {@code 2 restarts}. */
  public static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /**
   * A time as people say it: {@code 0.4 s}, {@code 12 s}, {@code 2 min 13 s}, {@code 1 h 5 min}.
   */
  public static String duration(Duration duration) {
    long tenths = (duration.toMillis() + 50) / 100;
    long seconds = (duration.toMillis() + 500) / 1000;
    if (tenths < 100) {
      return String.format(Locale.ROOT, "%d.%d s", tenths / 10, tenths % 10);
    }
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
  }

  private Words() {}
}
