package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.DevicePassthrough;
import ai.thinkheads.phoenix.core.model.LxcRow;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** How a container lies on its node: devices, raw rows, environment, pool, node and rollback. */
final class NodeJson {

  static void read(Cursor entry, Container.Builder builder) {
    builder.options(OptionsJson.read(entry));
    builder.devices(entry.list("devices", NodeJson::device));
    builder.lxc(entry.list("lxc_options", row -> row.parse(LxcRow::parse)));
    entry.get("env").ifPresent(at -> builder.environment(environment(at)));
    entry.get("rollback_on_failure").flatMap(Cursor::truth).ifPresent(builder::rollbackOnFailure);
  }

  private static Optional<DevicePassthrough> device(Cursor at) {
    Optional<String> path =
        at.get("path").flatMap(text -> text.parse(word -> DevicePassthrough.of(word).path()));
    Optional<String> mode = at.get("mode").flatMap(Cursor::text);
    OptionalInt uid = at.number("uid");
    OptionalInt gid = at.number("gid");
    boolean denyWrite = at.get("deny_write").flatMap(Cursor::truth).orElse(false);
    return path.flatMap(
        file -> at.attempt(() -> new DevicePassthrough(file, mode, uid, gid, denyWrite)));
  }

  private static Map<String, String> environment(Cursor at) {
    Map<String, String> variables = new TreeMap<>();
    at.forEach((name, value) -> value.text().ifPresent(text -> variables.put(name, text)));
    return variables;
  }

  static void write(Container container, JsonObject.Builder entry) {
    OptionsJson.write(container.options(), entry);
    entry.putIf("devices", container.devices(), NodeJson::device);
    entry.putIf("lxc_options", container.lxc(), row -> JsonValue.text(row.toString()));
    JsonObject.Builder environment = JsonObject.builder();
    container.environment().forEach(environment::put);
    entry.putIf("env", environment.build());
    entry.putIf("pool", container.pool()).putIf("node", container.node());
    entry.putIf("rollback_on_failure", container.rollbackOnFailure(), JsonValue::truth);
  }

  private static JsonObject device(DevicePassthrough device) {
    JsonObject.Builder json =
        JsonObject.builder().put("path", device.path()).putIf("mode", device.mode());
    device.uid().ifPresent(uid -> json.put("uid", uid));
    device.gid().ifPresent(gid -> json.put("gid", gid));
    return device.denyWrite() ? json.put("deny_write", true).build() : json.build();
  }

  private NodeJson() {}
}
