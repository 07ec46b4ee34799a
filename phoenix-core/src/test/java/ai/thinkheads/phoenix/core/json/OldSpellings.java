package ai.thinkheads.phoenix.core.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Spells a canonical file as older files did, shuffles its keys and strews in keys that nobody
 * knows: another text that says the same.
 */
final class OldSpellings {

  private static final String UNKNOWN = "zz_unknown_";

  private final Random random;
  private int unknown;

  private OldSpellings(long seed) {
    random = new Random(seed);
  }

  static String of(String canonical, long seed) {
    JsonObject tree = JsonReader.read(canonical, new Problems("canonical")).orElseThrow();
    return JsonWriter.pretty(new OldSpellings(seed).file(tree));
  }

  /** The values of all strewn keys that are left in a text. */
  static Set<String> unknownValues(String text) {
    Set<String> values = new TreeSet<>();
    for (String line : text.split("\n", -1)) {
      if (line.contains(UNKNOWN)) {
        values.add(line.strip().replaceAll(",$", ""));
      }
    }
    return values;
  }

  private JsonObject file(JsonObject root) {
    JsonObject.Builder file = root.toBuilder();
    root.object("lxc_configs").ifPresent(all -> file.put("lxc_configs", guests(all)));
    root.object("shared_volumes").ifPresent(all -> file.put("shared_volumes", volumes(all, root)));
    boolean moved =
        root.object("firewall").isPresent()
            && root.object("shared_volumes").filter(all -> !all.has("firewall")).isPresent();
    return shuffled(moved ? file.remove("firewall").build() : file.build());
  }

  private JsonObject volumes(JsonObject volumes, JsonObject root) {
    JsonObject.Builder changed = JsonObject.builder();
    volumes.members().forEach((name, volume) -> changed.put(name, strewn((JsonObject) volume)));
    if (!volumes.has("firewall")) {
      root.object("firewall").ifPresent(firewall -> changed.put("firewall", firewall));
    }
    return shuffled(changed.build());
  }

  private JsonObject guests(JsonObject guests) {
    JsonObject.Builder changed = JsonObject.builder();
    guests.members().forEach((vmid, entry) -> changed.put(vmid, container((JsonObject) entry)));
    return shuffled(changed.build());
  }

  private JsonObject container(JsonObject entry) {
    JsonObject.Builder old = entry.toBuilder();
    Optional<JsonObject> network = entry.object("network_config").map(this::network);
    network.ifPresent(net -> old.put("network_config", strewn(net)));
    if (network.isPresent() && entry.has("mac_address") && random.nextBoolean()) {
      JsonValue mac = lowerCase(entry.members().get("mac_address"));
      old.put("network_config", network.get().toBuilder().put("hwaddr", mac).build());
      old.remove("mac_address");
    }
    if (entry.has("volumes") && random.nextBoolean()) {
      old.remove("volumes").put("zfs_volumes", strewnItems(entry, "volumes"));
    }
    if (entry.has("mount_points")) {
      old.put("mount_points", strewnItems(entry, "mount_points"));
    }
    boolean simple =
        !Shown.value(entry.members().getOrDefault("pct_options", JsonArray.of(List.of())))
            .contains("mount=");
    if (!entry.has("features") && entry.has("pct_options") && simple) {
      old.remove("pct_options").put("features", joined(entry, "pct_options"));
    }
    if (entry.has("vllm_model") && random.nextBoolean()) {
      JsonObject all = entry.object("feature_parameters").orElse(JsonObject.empty());
      JsonObject vllm = all.object("vllm").orElse(JsonObject.empty());
      JsonObject moved = vllm.toBuilder().put("model", entry.members().get("vllm_model")).build();
      old.remove("vllm_model")
          .put("feature_parameters", all.toBuilder().put("vllm", moved).build());
    }
    if (!entry.has("gpu_assignment")) {
      old.put("gpu_assignment", "none");
    }
    if (!entry.has("dependencies")) {
      old.put("dependencies", JsonArray.of(List.of()));
    } else {
      old.put("dependencies", reversed(entry));
    }
    return strewn(old.build());
  }

  private JsonObject network(JsonObject network) {
    JsonValue nameservers = network.members().get("nameservers");
    if (nameservers == null || random.nextBoolean()) {
      return network;
    }
    List<JsonValue> list =
        List.of(((JsonValue.Text) nameservers).value().split(",", -1)).stream()
            .<JsonValue>map(JsonValue::text)
            .toList();
    return random.nextBoolean()
        ? network.toBuilder().put("nameservers", JsonArray.of(list)).build()
        : network.toBuilder().remove("nameservers").put("nameserver", nameservers).build();
  }

  private static JsonValue lowerCase(JsonValue text) {
    return JsonValue.text(((JsonValue.Text) text).value().toLowerCase(Locale.ROOT));
  }

  /** Numbers instead of texts, in another order. */
  private static JsonArray reversed(JsonObject entry) {
    List<JsonValue> items = new ArrayList<>();
    for (JsonValue item : ((JsonArray) entry.members().get("dependencies")).items()) {
      items.add(0, JsonValue.Numeral.of(Long.parseLong(((JsonValue.Text) item).value())));
    }
    return JsonArray.of(items);
  }

  private static JsonValue joined(JsonObject entry, String key) {
    return JsonValue.text(
        ((JsonArray) entry.members().get(key))
            .items().stream()
                .map(item -> ((JsonValue.Text) item).value())
                .collect(Collectors.joining(",")));
  }

  private JsonArray strewnItems(JsonObject entry, String key) {
    return JsonArray.of(
        ((JsonArray) entry.members().get(key))
            .items().stream().map(item -> strewn((JsonObject) item)).toList());
  }

  private JsonObject strewn(JsonObject object) {
    return shuffled(object.toBuilder().put(UNKNOWN + unknown++, unknown).build());
  }

  private JsonObject shuffled(JsonObject object) {
    List<Map.Entry<String, JsonValue>> members = new ArrayList<>(object.members().entrySet());
    Collections.shuffle(members, random);
    JsonObject.Builder shuffled = JsonObject.builder();
    members.forEach(member -> shuffled.put(member.getKey(), member.getValue()));
    return shuffled.build();
  }
}
