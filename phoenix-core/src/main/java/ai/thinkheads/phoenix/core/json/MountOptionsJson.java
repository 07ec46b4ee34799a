package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.model.MountIdmap;
import ai.thinkheads.phoenix.core.model.MountOptions;
import java.util.Optional;

/** How something is mounted, beside what is mounted; under Proxmox's own names. */
final class MountOptionsJson {

  static MountOptions read(Cursor at) {
    MountOptions.Builder builder = MountOptions.builder();
    truth(at, "acl").ifPresent(builder::acl);
    if (at.get("mountoptions").filter(list -> list.value() instanceof JsonArray).isPresent()) {
      builder.flags(at.list("mountoptions", word -> word.parse(MountOptions.Flag::parse)));
    }
    truth(at, "ro").ifPresent(builder::readOnly);
    truth(at, "quota").ifPresent(builder::quota);
    truth(at, "replicate").ifPresent(builder::replicate);
    truth(at, "shared").ifPresent(builder::shared);
    truth(at, "backup").ifPresent(builder::backup);
    at.get("idmap").flatMap(text -> text.parse(MountIdmap::parse)).ifPresent(builder::idmap);
    truth(at, "keepattrs").ifPresent(builder::keepAttributes);
    return builder.build();
  }

  private static Optional<Boolean> truth(Cursor at, String key) {
    return at.get(key).flatMap(Cursor::truth);
  }

  static JsonObject.Builder write(MountOptions options, JsonObject.Builder json) {
    return json.putIf("acl", options.acl(), JsonValue::truth)
        .putIf(
            "mountoptions",
            options.flags(),
            flags -> JsonArray.of(flags.stream().map(flag -> JsonValue.text(flag.word())).toList()))
        .putIf("ro", options.readOnly(), JsonValue::truth)
        .putIf("quota", options.quota(), JsonValue::truth)
        .putIf("replicate", options.replicate(), JsonValue::truth)
        .putIf("shared", options.shared(), JsonValue::truth)
        .putIf("backup", options.backup(), JsonValue::truth)
        .putIf("idmap", options.idmap(), idmap -> JsonValue.text(idmap.toString()))
        .putIf("keepattrs", options.keepAttributes(), JsonValue::truth);
  }

  private MountOptionsJson() {}
}
