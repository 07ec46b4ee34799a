package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.feature.Script;
import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.HealthCheck;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Fingerprint;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedNode;
import ai.thinkheads.phoenix.core.state.ObservedState;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Values of any record, and of what records are made of, that nobody would think of; the same seed
 * gives the same.
 */
final class RandomValues {

  private static final List<String> NAMES =
      List.of("", " ", "plain", "\"", "\\", "a/b", "äöü ☃ 😀", "\n\t\u0001", "\u2028", "{}");
  private static final String HALF_A_PAIR = "\ud800"; // JSON can spell it, but not in a key

  private final Random random;
  private final Map<Type, Supplier<Object>> makers = new HashMap<>();

  RandomValues(long seed) {
    random = new Random(seed);
    makers.put(String.class, () -> one(NAMES) + (random.nextInt(9) == 0 ? HALF_A_PAIR : ""));
    makers.put(boolean.class, random::nextBoolean);
    makers.put(int.class, random::nextInt);
    makers.put(Integer.class, random::nextInt);
    makers.put(Boolean.class, random::nextBoolean);
    makers.put(long.class, random::nextLong);
    makers.put(Vmid.class, () -> Vmid.of(100 + random.nextInt(900)));
    makers.put(ByteSize.class, () -> new ByteSize(random.nextLong() >>> 2));
    makers.put(Fingerprint.class, () -> new Fingerprint("%016x".formatted(random.nextLong())));
    makers.put(Instant.class, () -> Instant.ofEpochMilli(random.nextInt()));
    makers.put(Script.class, () -> new Script(one(NAMES), "echo " + one(NAMES)));
    makers.put(
        HealthCheck.class,
        () ->
            HealthCheck.of("true " + one(NAMES))
                .tried(1 + random.nextInt(9), Duration.ofSeconds(random.nextInt(99))));
    makers.put(ObservedState.class, this::state);
    makers.put(Attributes.class, () -> new Attributes(Map.of(one(NAMES), attribute())));
  }

  /** A value of that type. */
  <T> T next(Class<T> type) {
    return type.cast(next((Type) type));
  }

  private Object next(Type type) {
    if (makers.containsKey(type)) {
      return makers.get(type).get();
    } else if (type instanceof ParameterizedType generic) {
      return next((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isEnum()) {
      return one(Arrays.asList(plain.getEnumConstants()));
    }
    return plain.isSealed()
        ? next(one(Arrays.asList(plain.getPermittedSubclasses())))
        : record(plain);
  }

  private Object next(Class<?> type, Type... arguments) {
    List<Object> parts =
        IntStream.range(0, random.nextInt(3)).mapToObj(i -> next(arguments[0])).toList();
    if (type == Optional.class) {
      return parts.stream().findFirst();
    } else if (type == List.class) {
      return parts;
    } else if (type == SortedSet.class) {
      return new TreeSet<>(parts);
    } else if (type == SortedMap.class) {
      SortedMap<Object, Object> map = new TreeMap<>();
      parts.forEach(key -> map.put(key instanceof String ? one(NAMES) : key, next(arguments[1])));
      return map;
    }
    throw new IllegalStateException("teach me to make " + type);
  }

  private Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    try {
      return type.getDeclaredConstructor(
              Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new))
          .newInstance(Stream.of(components).map(part -> next(part.getGenericType())).toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("teach me to make " + type, e);
    }
  }

  private ObservedState state() {
    SortedMap<String, ObservedNode> nodes = new TreeMap<>();
    List.of("pve1", "pve2").forEach(name -> nodes.put(name, next(ObservedNode.class)));
    SortedMap<Vmid, ObservedGuest> guests = new TreeMap<>();
    guests.put(Vmid.of(950), next(ObservedGuest.class));
    return new ObservedState(
        "pve2", nodes, new TreeMap<>(), new TreeSet<>(List.of("pve1")), guests);
  }

  private Object attribute() {
    List<Object> nested = new ArrayList<>(Arrays.asList("text", null, true));
    return one(List.of(one(NAMES), false, new BigDecimal("0.25"), Map.of(one(NAMES), 7), nested));
  }

  private <T> T one(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
