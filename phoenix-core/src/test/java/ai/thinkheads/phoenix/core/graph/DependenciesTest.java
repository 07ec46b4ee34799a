package ai.thinkheads.phoenix.core.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DependenciesTest {

  private static final Dependencies<Integer> LAB =
      Dependencies.of(
          Map.of(
              900, Set.of(),
              901, Set.of(900),
              920, Set.of(901),
              953, Set.of(900),
              950, Set.of(920, 953),
              955, Set.of(901)));

  @Test
  void one_guest_brings_all_that_it_needs_along() {
    assertThat(LAB.closure(List.of(950))).containsExactly(900, 901, 920, 950, 953);
  }

  @Test
  void destroying_a_guest_concerns_all_that_need_it() {
    assertThat(LAB.dependents(List.of(901))).containsExactly(901, 920, 950, 955);
  }

  @Test
  void order_is_natural_wherever_the_edges_leave_a_choice() {
    assertThat(LAB.order()).containsExactly(900, 901, 920, 953, 950, 955);
  }

  @Test
  void needs_outside_of_the_graph_are_left_out() {
    assertThat(Dependencies.of(Map.of(1, Set.of(99))).order()).containsExactly(1);
  }

  @Test
  void a_cycle_is_named_by_its_members_in_the_order_of_the_edges() {
    Dependencies<Integer> knot =
        Dependencies.of(
            Map.of(1, Set.of(2), 2, Set.of(3), 3, Set.of(1), 4, Set.of(1), 5, Set.of(5)));

    assertThat(knot.cycles()).containsExactly(List.of(1, 2, 3), List.of(5));
    assertThatThrownBy(knot::order).hasMessageContaining("[1, 2, 3]");
  }

  @Test
  void every_member_comes_after_all_that_it_needs_in_any_graph_without_cycles() {
    Random random = new Random(20260916);
    for (int round = 0; round < 200; round++) {
      TreeMap<Integer, SortedSet<Integer>> needs = new TreeMap<>();
      int size = 1 + random.nextInt(30);
      for (int member = 0; member < size; member++) {
        SortedSet<Integer> needed = new TreeSet<>();
        for (int edge = random.nextInt(4); edge > 0 && member > 0; edge--) {
          needed.add(random.nextInt(member));
        }
        needs.put(member, needed);
      }

      List<Integer> order = Dependencies.of(needs).order();

      assertThat(order).containsExactlyInAnyOrderElementsOf(needs.keySet());
      needs.forEach(
          (member, needed) ->
              assertThat(order.subList(0, order.indexOf(member))).containsAll(needed));
    }
  }
}
