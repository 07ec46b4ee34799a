package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.model.Redaction;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.state.BridgeFacts;
import ai.thinkheads.phoenix.core.state.ConfigSection;
import ai.thinkheads.phoenix.core.state.GuestConfig;
import ai.thinkheads.phoenix.core.state.NodeCondition;
import ai.thinkheads.phoenix.core.state.NodeSupply;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedNode;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.state.RawRow;
import ai.thinkheads.phoenix.core.state.Storage;
import ai.thinkheads.phoenix.core.state.StorageSpace;
import ai.thinkheads.phoenix.core.state.UnreachableNode;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Function;

/** Observed states as JSON. */
public final class StateJson {

  /** A state on several lines; equal states give equal texts. */
  public static String of(ObservedState state) {
    return JsonWriter.pretty(object(state));
  }

  /** A state on one line, without a line break. */
  public static String lineOf(ObservedState state) {
    return JsonWriter.oneLine(object(state));
  }

  private static JsonObject object(ObservedState state) {
    return JsonObject.builder()
        .put("here", state.here())
        .put("nodes", state.nodes().values(), StateJson::node)
        .put("unreachable", state.unreachable().entrySet(), StateJson::unreachable)
        .put("members", state.members(), JsonValue::text)
        .put("guests", state.guests().values(), StateJson::guest)
        .build();
  }

  private static JsonObject node(ObservedNode node) {
    return JsonObject.builder()
        .put("name", node.name())
        .put("pve_version", node.facts().pveVersion())
        .put("storages", node.storages().values(), StateJson::storage)
        .put("bridges", node.bridges(), JsonValue::text)
        .put("devices", node.devices(), JsonValue::text)
        .put("images", node.images(), JsonValue::text)
        .put("paths", node.paths(), JsonValue::text)
        .put("condition", condition(node.condition()))
        .build();
  }

  private static JsonObject condition(NodeCondition condition) {
    return JsonObject.builder()
        .put("tasks", condition.tasks(), task -> JsonValue.text(task.toString()))
        .put("quorate", condition.quorate())
        .put("ha", each(condition.managed(), JsonValue::text))
        .put("replicated", condition.replicated(), vmid -> JsonValue.Numeral.of(vmid.value()))
        .putIf("supply", condition.supply(), StateJson::supply)
        .build();
  }

  private static JsonObject supply(NodeSupply supply) {
    JsonObject.Builder json = JsonObject.builder();
    supply.cpus().ifPresent(cpus -> json.put("cpus", cpus));
    supply.memory().ifPresent(memory -> json.put("memory_bytes", memory.bytes()));
    return json.put("space", each(supply.space(), StateJson::space))
        .put("bridges", each(supply.bridges(), StateJson::bridge))
        .put("device_numbers", each(supply.numbers(), StateJson::textOf))
        .put("snippets", each(supply.snippets(), StateJson::snippet))
        .put("pools", each(supply.pools(), StateJson::pool))
        .build();
  }

  private static JsonObject space(StorageSpace space) {
    return JsonObject.builder()
        .put("total_bytes", space.total().bytes())
        .put("used_bytes", space.used().bytes())
        .build();
  }

  private static JsonObject bridge(BridgeFacts bridge) {
    return JsonObject.builder()
        .put("vlan_aware", bridge.vlanAware())
        .put("mtu", bridge.mtu())
        .put("uplinked", bridge.uplinked())
        .build();
  }

  private static JsonObject snippet(boolean executable) {
    return JsonObject.builder().put("executable", executable).build();
  }

  private static JsonValue pool(SortedSet<Vmid> guests) {
    return JsonArray.of(
        guests.stream().<JsonValue>map(vmid -> JsonValue.Numeral.of(vmid.value())).toList());
  }

  private static JsonValue textOf(Object value) {
    return JsonValue.text(value.toString());
  }

  private static <K, V> JsonObject each(Map<K, V> values, Function<V, JsonValue> toJson) {
    JsonObject.Builder json = JsonObject.builder();
    values.forEach((key, value) -> json.put(key.toString(), toJson.apply(value)));
    return json.build();
  }

  private static JsonObject unreachable(Map.Entry<String, UnreachableNode> node) {
    return JsonObject.builder()
        .put("name", node.getKey())
        .put("reason", node.getValue().reason())
        .put("remedy", node.getValue().remedy())
        .build();
  }

  private static JsonObject storage(Storage storage) {
    return JsonObject.builder()
        .put("id", storage.id())
        .put("type", storage.type())
        .put("content", storage.content(), JsonValue::text)
        .putIf("path", storage.path())
        .put("shared", storage.shared())
        .put("disabled", storage.disabled())
        .build();
  }

  private static JsonObject guest(ObservedGuest guest) {
    return JsonObject.builder()
        .put("vmid", guest.vmid().value())
        .put("node", guest.node())
        .put("kind", PlanJson.word(guest.kind()))
        .put("running", guest.running())
        .put("config", config(guest.config()))
        .putIf("firewall", guest.firewall())
        .putIf("fingerprints", guest.fingerprints(), ActionJson::texts)
        .build();
  }

  private static JsonObject config(GuestConfig config) {
    JsonObject.Builder snapshots = JsonObject.builder();
    for (Map.Entry<String, ConfigSection> snapshot : config.snapshots().entrySet()) {
      snapshots.put(snapshot.getKey(), section(snapshot.getValue()));
    }
    return JsonObject.builder()
        .put("current", section(config.current()))
        .put("pending", section(config.pending()))
        .put("snapshots", snapshots.build())
        .put("digest", config.digest())
        .build();
  }

  private static JsonObject section(ConfigSection section) {
    return JsonObject.builder()
        .put("options", ActionJson.texts(section.options()))
        .put("raw_rows", section.rawRows(), StateJson::row)
        .put("description", section.description())
        .build();
  }

  private static JsonObject row(RawRow row) {
    return JsonObject.builder()
        .put("key", row.key())
        .put("value", Redaction.shown(row.value()))
        .build();
  }

  private StateJson() {}
}
