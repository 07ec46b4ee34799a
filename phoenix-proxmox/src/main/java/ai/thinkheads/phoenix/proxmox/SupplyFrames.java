package ai.thinkheads.phoenix.proxmox;

import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.state.BridgeFacts;
import ai.thinkheads.phoenix.core.state.DeviceNumber;
import ai.thinkheads.phoenix.core.state.NodeSupply;
import ai.thinkheads.phoenix.core.state.StorageSpace;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a node has to give, by the frames that tell it. What has another form is left out. */
final class SupplyFrames {

  private static final Pattern MEMORY = Pattern.compile("MemTotal:\\s*([0-9]{1,12}) kB");
  private static final Pattern CPUS = Pattern.compile("([0-9]{1,6})(?:-([0-9]{1,6}))?");
  private static final Pattern SPACE =
      Pattern.compile("[^/]+/[^/]+/([^:/]+):[0-9.]+:([0-9]{1,18})(?:\\.[0-9]*)?:([0-9]{1,18}).*");
  private static final Pattern NUMBER = Pattern.compile("([0-9a-f]{1,7}):([0-9a-f]{1,7})");
  private static final Pattern POOL = Pattern.compile("pool:([^:]+):[^:]*:([^:]*):.*");

  /** Interfaces that belong to guests. */
  private static final Pattern OF_GUEST = Pattern.compile("(?:veth|tap|fwpr|fwln).*");

  private final Map<String, SortedMap<String, String>> texts;

  /**
   * @param texts by the kind of frame, the texts by name
   */
  SupplyFrames(Map<String, SortedMap<String, String>> texts) {
    this.texts = texts;
  }

  NodeSupply supply() {
    SortedMap<String, String> sizes = texts("size");
    return new NodeSupply(
        cpus(sizes.getOrDefault("/sys/devices/system/cpu/online", "")),
        memory(sizes.getOrDefault("/proc/meminfo", "")),
        space(),
        each("bridge", SupplyFrames::bridge),
        each("number", SupplyFrames::number),
        each("snippet", (name, mode) -> Optional.of(mode.equals("x"))),
        pools());
  }

  /** A list like {@code 0-3,8}. */
  private static Optional<Integer> cpus(String list) {
    int count = 0;
    for (String part : list.strip().split(",", -1)) {
      Matcher range = CPUS.matcher(part);
      if (!range.matches()) {
        return Optional.empty();
      }
      int first = Integer.parseInt(range.group(1));
      int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
      count += last - first + 1;
    }
    return Optional.of(count);
  }

  private static Optional<ByteSize> memory(String line) {
    Matcher memory = MEMORY.matcher(line.strip());
    return memory.matches()
        ? Optional.of(ByteSize.kib(Long.parseLong(memory.group(1))))
        : Optional.empty();
  }

  private SortedMap<String, StorageSpace> space() {
    SortedMap<String, StorageSpace> space = new TreeMap<>();
    for (String line : texts("space").getOrDefault("", "").lines().toList()) {
      Matcher row = SPACE.matcher(line);
      if (row.matches()) {
        space.put(
            row.group(1),
            new StorageSpace(
                new ByteSize(Long.parseLong(row.group(2))),
                new ByteSize(Long.parseLong(row.group(3)))));
      }
    }
    return space;
  }

  private static Optional<BridgeFacts> bridge(String name, String text) {
    List<String> able = Arrays.asList(text.split(" ", -1));
    if (able.size() < 2 || !able.get(0).matches("[01]") || !able.get(1).matches("[0-9]{1,6}")) {
      return Optional.empty();
    }
    boolean uplinked =
        able.subList(2, able.size()).stream().anyMatch(port -> !OF_GUEST.matcher(port).matches());
    return Optional.of(
        new BridgeFacts(able.get(0).equals("1"), Integer.parseInt(able.get(1)), uplinked));
  }

  private static Optional<DeviceNumber> number(String path, String text) {
    Matcher number = NUMBER.matcher(text);
    return number.matches()
        ? Optional.of(
            new DeviceNumber(
                Integer.parseInt(number.group(1), 16), Integer.parseInt(number.group(2), 16)))
        : Optional.empty();
  }

  private SortedMap<String, SortedSet<Vmid>> pools() {
    SortedMap<String, SortedSet<Vmid>> pools = new TreeMap<>();
    for (String line : texts("pools").getOrDefault("", "").lines().toList()) {
      Matcher row = POOL.matcher(line);
      if (row.matches()) {
        SortedSet<Vmid> guests = pools.computeIfAbsent(row.group(1), name -> new TreeSet<>());
        Arrays.stream(row.group(2).split("[,;\\s]+", -1))
            .filter(id -> id.matches("[1-9][0-9]{2,8}"))
            .map(Vmid::parse)
            .forEach(guests::add);
      }
    }
    return pools;
  }

  private <V> SortedMap<String, V> each(
      String kind, BiFunction<String, String, Optional<V>> meaning) {
    SortedMap<String, V> meanings = new TreeMap<>();
    texts(kind)
        .forEach(
            (name, text) ->
                meaning.apply(name, text).ifPresent(value -> meanings.put(name, value)));
    return meanings;
  }

  private SortedMap<String, String> texts(String kind) {
    return texts.getOrDefault(kind, new TreeMap<>());
  }
}
