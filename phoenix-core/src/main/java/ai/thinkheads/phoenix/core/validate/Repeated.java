package ai.thinkheads.phoenix.core.validate;

import ai.thinkheads.phoenix.core.model.Container;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Something that must be unique and is found in two containers.
 *
 * @param value what both have
 * @param earlier the first that has it
 * @param later another that has it
 */
record Repeated<V>(V value, Container earlier, Container later) {

  /** All repetitions, in the order of the containers. */
  static <V> Stream<Repeated<V>> among(
      Collection<Container> containers, Function<Container, Stream<V>> values) {
    Map<V, Container> seen = new HashMap<>();
    List<Repeated<V>> repeated = new ArrayList<>();
    for (Container container : containers) {
      values
          .apply(container)
          .forEach(
              value -> {
                Container earlier = seen.putIfAbsent(value, container);
                if (earlier != null) {
                  repeated.add(new Repeated<>(value, earlier, container));
                }
              });
    }
    return repeated.stream();
  }
}
