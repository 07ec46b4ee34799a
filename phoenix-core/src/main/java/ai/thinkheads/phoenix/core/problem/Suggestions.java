package ai.thinkheads.phoenix.core.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the word that a user may have meant. */
public final class Suggestions {

  /** The known word that is nearest to an unknown one, unless none is near. */
  public static Optional<String> nearest(String word, Collection<String> known) {
    return known.stream()
        .filter(candidate -> distance(word, candidate) <= Math.max(1, word.length() / 3))
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
  }

  /** The known words that are most like a word, the nearest first; at most so many. */
  public static List<String> mostAlike(String word, Collection<String> known, int limit) {
    return known.stream()
        .sorted(
            Comparator.comparingInt((String candidate) -> distance(word, candidate))
                .thenComparing(Comparator.naturalOrder()))
        .limit(limit)
        .toList();
  }

  /**
   * The distance of Damerau and Levenshtein: how many letters have to be put in, taken out,
   * replaced, or exchanged with their neighbour.
   */
  private static int distance(String one, String other) {
    int[][] cost = new int[one.length() + 1][other.length() + 1];
    for (int row = 0; row <= one.length(); row++) {
      for (int column = 0; column <= other.length(); column++) {
        cost[row][column] =
            row == 0 || column == 0 ? row + column : cheapest(cost, one, row, other, column);
      }
    }
    return cost[one.length()][other.length()];
  }

  private static int cheapest(int[][] cost, String one, int row, String other, int column) {
    boolean same = one.charAt(row - 1) == other.charAt(column - 1);
    int best = cost[row - 1][column - 1] + (same ? 0 : 1);
    best = Math.min(best, Math.min(cost[row - 1][column], cost[row][column - 1]) + 1);
    boolean exchanged =
        row > 1
            && column > 1
            && one.charAt(row - 1) == other.charAt(column - 2)
            && one.charAt(row - 2) == other.charAt(column - 1);
    return exchanged ? Math.min(best, cost[row - 2][column - 2] + 1) : best;
  }

  private Suggestions() {}
}
