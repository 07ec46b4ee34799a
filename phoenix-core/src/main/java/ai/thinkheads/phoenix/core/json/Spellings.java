package ai.thinkheads.phoenix.core.json;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The keys that were once called otherwise, or stood elsewhere. A file keeps its old spelling until
 * the value changes; then the value moves to the key that is written.
 */
final class Spellings {

  /**
   * One older spelling.
   *
   * @param keys the keys that are written now
   * @param modernise moves a value to them, when it is spelled the old way
   */
  private record Spelling(Set<String> keys, UnaryOperator<JsonObject> modernise) {}

  private static final List<Spelling> CONTAINER =
      List.of(
          new Spelling(Set.of("volumes"), Spellings::zfsVolumes),
          new Spelling(Set.of("mac_address", "network_config"), Spellings::hwaddr),
          new Spelling(Set.of("network_config", "nameservers"), Spellings::nameservers),
          new Spelling(Set.of("features", "pct_options"), Spellings::flags),
          new Spelling(vllmKeys(), Spellings::vllm));

  private static Set<String> vllmKeys() {
    Set<String> keys = new LinkedHashSet<>(VllmKeys.all());
    keys.add("feature_parameters");
    keys.add("features");
    return keys;
  }

  /** The host file, with its firewall where it belongs when that is going to change. */
  static JsonObject host(JsonObject original, JsonObject before, JsonObject after) {
    Optional<JsonObject> volumes = original.object(HostReader.VOLUMES);
    Optional<JsonObject> firewall =
        volumes
            .flatMap(all -> all.object(HostReader.FIREWALL))
            .filter(value -> !value.has("host_path"));
    String key = HostReader.FIREWALL;
    boolean homeless = isVolume(after) || !after.has(HostReader.VOLUMES);
    boolean touched = homeless || !before.get(key).equals(after.get(key));
    if (firewall.isEmpty() || !touched) {
      return original;
    }
    JsonObject rest = volumes.orElseThrow().toBuilder().remove(key).build();
    JsonObject.Builder moved = original.toBuilder().put(HostReader.VOLUMES, rest);
    return original.has(key) ? moved.build() : moved.put(key, firewall.get()).build();
  }

  private static boolean isVolume(JsonObject after) {
    return after.object(HostReader.VOLUMES).filter(all -> all.has(HostReader.FIREWALL)).isPresent();
  }

  /** The entry of a container, with today's spelling of what is going to change. */
  static JsonObject container(JsonObject original, JsonObject before, JsonObject after) {
    JsonObject entry = original;
    for (Spelling spelling : CONTAINER) {
      boolean touched =
          spelling.keys().stream().anyMatch(key -> !before.get(key).equals(after.get(key)));
      entry = touched ? spelling.modernise().apply(entry) : entry;
    }
    return entry;
  }

  private static JsonObject zfsVolumes(JsonObject entry) {
    if (!entry.has("zfs_volumes")) {
      return entry;
    }
    List<JsonValue> all =
        Stream.of("volumes", "zfs_volumes").flatMap(key -> items(entry, key).stream()).toList();
    return entry.toBuilder().remove("zfs_volumes").put("volumes", JsonArray.of(all)).build();
  }

  private static JsonObject hwaddr(JsonObject entry) {
    Optional<JsonObject> network = entry.object("network_config");
    Optional<JsonValue> mac = network.flatMap(net -> net.get("hwaddr"));
    return mac.map(
            value ->
                entry.toBuilder()
                    .put("mac_address", value)
                    .put("network_config", network.get().toBuilder().remove("hwaddr").build())
                    .build())
        .orElse(entry);
  }

  private static JsonObject nameservers(JsonObject entry) {
    Optional<JsonObject> network = entry.object("network_config");
    if (network.isEmpty()) {
      return entry;
    }
    Optional<JsonValue> strongest =
        network
            .get()
            .get("nameserver")
            .or(() -> network.get().get("nameservers"))
            .or(() -> entry.get("nameservers"));
    JsonObject.Builder net = network.get().toBuilder().remove("nameserver");
    strongest.ifPresent(value -> net.put("nameservers", value));
    return entry.toBuilder().remove("nameservers").put("network_config", net.build()).build();
  }

  private static JsonObject flags(JsonObject entry) {
    if (!(entry.members().get("features") instanceof JsonValue.Text old)) {
      return entry;
    }
    Set<JsonValue> flags = new LinkedHashSet<>();
    Stream.of(old.value().split(",", -1)).map(JsonValue::text).forEach(flags::add);
    flags.addAll(items(entry, "pct_options"));
    return entry.toBuilder().remove("features").put("pct_options", JsonArray.of(flags)).build();
  }

  private static JsonObject vllm(JsonObject entry) {
    Optional<JsonObject> parameters = entry.object("feature_parameters");
    Optional<JsonObject> vllm = parameters.flatMap(all -> all.object(VllmKeys.FEATURE));
    if (vllm.isEmpty()) {
      return entry;
    }
    JsonObject.Builder moved = entry.toBuilder();
    JsonObject.Builder rest = vllm.get().toBuilder();
    for (String name : new ArrayList<>(vllm.get().members().keySet())) {
      if (VllmKeys.hasKey(name)) {
        moved.put(VllmKeys.key(name), vllm.get().members().get(name));
        rest.remove(name);
      }
    }
    JsonObject.Builder others = parameters.get().toBuilder().remove(VllmKeys.FEATURE);
    return moved
        .remove("feature_parameters")
        .putIf("feature_parameters", others.putIf(VllmKeys.FEATURE, rest.build()).build())
        .build();
  }

  private static List<JsonValue> items(JsonObject entry, String key) {
    return entry.members().get(key) instanceof JsonArray array ? array.items() : List.of();
  }

  private Spellings() {}
}
