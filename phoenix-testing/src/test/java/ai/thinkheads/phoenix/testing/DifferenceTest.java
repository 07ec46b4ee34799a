package ai.thinkheads.phoenix.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DifferenceTest {

  @Test
  void common_lines_stay_in_place_and_others_are_marked() {
    assertThat(Difference.between(List.of("a", "b", "c", "d"), List.of("a", "x", "c", "d", "e")))
        .isEqualTo(
            """
                a
              - b
              + x
                c
                d
              + e\
            """);
  }

  @Test
  void what_changed_its_place_is_missing_here_and_unexpected_there() {
    assertThat(Difference.between(List.of("a", "b"), List.of("b", "a")))
        .isEqualTo(
            """
              - a
                b
              + a\
            """);
  }

  @Test
  void what_is_far_from_all_that_differs_is_left_out() {
    List<String> expected = IntStream.range(0, 40).mapToObj(String::valueOf).toList();
    List<String> actual = expected.stream().map(line -> line.equals("20") ? "x" : line).toList();

    assertThat(Difference.between(expected, actual).lines())
        .containsExactly(
            "    …", "    15", "    16", "    17", "    18", "    19", "  - 20", "  + x", "    21",
            "    22", "    23", "    24", "    25", "    …");
  }

  @Test
  void a_difference_of_very_many_lines_is_cut_short() {
    List<String> expected = IntStream.range(0, 20_000).mapToObj(i -> "a" + i).toList();
    List<String> actual = IntStream.range(0, 20_000).mapToObj(i -> "b" + i).toList();

    assertThat(Difference.between(expected, actual).lines())
        .hasSize(201)
        .startsWith("  - a0", "  - a1")
        .endsWith("    … and so on");
  }

  @Test
  void nothing_differs_from_nothing() {
    assertThat(Difference.between(List.of(), List.of())).isEmpty();
  }
}
