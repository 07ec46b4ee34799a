package ai.thinkheads.phoenix.core.model;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The single-valued options that a container's definition names; those that it does not name are
 * left alone.
 *
 * @param values the canonical texts by option, in the order of the options' names
 */
public record Options(SortedMap<ContainerOption, String> values) {

  private static final Options NONE = new Options(new TreeMap<>());

  /**
   * Brings the values into their canonical form.
   *
   * @throws IllegalArgumentException when an option does not take its value
   */
  public Options {
    SortedMap<ContainerOption, String> canonical = new TreeMap<>();
    values.forEach((option, value) -> canonical.put(option, option.canonical(value)));
    values = Collections.unmodifiableSortedMap(canonical);
  }

  /** No option. */
  public static Options none() {
    return NONE;
  }

  /**
   * These and one more; a value of the same option is replaced.
   *
   * @throws IllegalArgumentException when the option does not take that value
   */
  public Options with(ContainerOption option, String value) {
    Map<ContainerOption, String> copy = new EnumMap<>(ContainerOption.class);
    copy.putAll(values);
    copy.put(option, value);
    return new Options(new TreeMap<>(copy));
  }

  /** These and a switch. */
  public Options with(ContainerOption option, boolean value) {
    return with(option, value ? "1" : "0");
  }

  /** These and a number. */
  public Options with(ContainerOption option, BigDecimal value) {
    return with(option, value.toPlainString());
  }

  /** These and a list of words. */
  public Options with(ContainerOption option, List<String> words) {
    return with(option, String.join(",", words));
  }

  /** The canonical text of an option, when it is named; empty when it shall not be set. */
  public Optional<String> get(ContainerOption option) {
    return Optional.ofNullable(values.get(option));
  }

  /** A switch, when it is named. */
  public Optional<Boolean> isOn(ContainerOption option) {
    return get(option).map("1"::equals);
  }

  /** The words of a list; none when it is not named. */
  public List<String> words(ContainerOption option) {
    return option.kind() instanceof OptionKind.Words words
        ? words.items(values.getOrDefault(option, ""))
        : List.of();
  }

  /** Whether no option is named. */
  public boolean isEmpty() {
    return values.isEmpty();
  }
}
