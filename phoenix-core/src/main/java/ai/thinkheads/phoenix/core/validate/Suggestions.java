package ai.thinkheads.phoenix.core.validate;

import java.util.Collection;
import java.util.Comparator;

/** Finds the word that a user may have meant. */
final class Suggestions {

  /** {@code did you mean "x"? } with a trailing blank, or nothing when no word is near. */
  static String didYouMean(String word, Collection<String> known) {
    return known.stream()
        .filter(candidate -> distance(word, candidate) <= Math.max(1, word.length() / 3))
        .min(Comparator.comparing((String candidate) -> distance(word, candidate)))
        .map(candidate -> "did you mean \"" + candidate + "\"? Else ")
        .orElse("");
  }

  /** The Levenshtein distance: how many letters have to be put in, taken out or exchanged. */
  static int distance(String one, String other) {
    int[] previous = new int[other.length() + 1];
    for (int column = 0; column <= other.length(); column++) {
      previous[column] = column;
    }
    for (int row = 1; row <= one.length(); row++) {
      int[] current = new int[other.length() + 1];
      current[0] = row;
      for (int column = 1; column <= other.length(); column++) {
        int change = one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1;
        current[column] =
            Math.min(
                previous[column - 1] + change, Math.min(previous[column], current[column - 1]) + 1);
      }
      previous = current;
    }
    return previous[other.length()];
  }

  private Suggestions() {}
}
