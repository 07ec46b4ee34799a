package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.DevicePassthrough;
import ai.thinkheads.phoenix.core.state.PropertyString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The devices that a container is given, known by their path; they keep the index that they have.
 * Those of GPUs always belong to the GPU assignment.
 */
final class DesiredDevices {

  private final SettingsDraft draft;
  private final Map<String, PropertyString> needed = new LinkedHashMap<>();

  DesiredDevices(SettingsDraft draft) {
    this.draft = draft;
  }

  /** Services in the container run as ordinary users, as they do on the host. */
  DesiredDevices gpus(List<String> paths) {
    paths.forEach(path -> needed.put(path, PropertyString.of(path).with("mode", "0666")));
    return this;
  }

  DesiredDevices passedThrough(List<DevicePassthrough> devices) {
    for (DevicePassthrough device : devices) {
      draft.own(name(device.path()));
      needed.put(
          device.path(),
          PropertyString.of(device.path())
              .with("mode", device.mode())
              .with("uid", id(device.uid()))
              .with("gid", id(device.gid()))
              .with("deny-write", device.denyWrite() ? Optional.of("1") : Optional.empty()));
    }
    return this;
  }

  void apply() {
    draft
        .present()
        .forEach(
            (key, value) -> {
              if (OptionText.kind(key).equals("dev")
                  && isSuperfluous(path(PropertyString.parse(value)))) {
                draft.remove(key);
              }
            });
    needed.forEach(
        (path, device) -> {
          Optional<String> key = draft.find("dev", now -> path(now).equals(path));
          draft.set(key.orElseGet(() -> draft.firstFree("dev")), device.toString());
        });
  }

  private boolean isSuperfluous(String path) {
    return !needed.containsKey(path)
        && (path.startsWith(GpuDevices.PREFIX) || draft.isAbandoned(name(path)));
  }

  private static String name(String path) {
    return "dev:" + path;
  }

  /** The device file that an option gives. */
  static String path(PropertyString device) {
    return device.get("path").orElse(device.first());
  }

  private static Optional<String> id(OptionalInt id) {
    return id.isPresent() ? Optional.of("" + id.getAsInt()) : Optional.empty();
  }
}
