package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Mount;
import ai.thinkheads.phoenix.core.model.MountIdmap;
import ai.thinkheads.phoenix.core.model.MountOptions;
import ai.thinkheads.phoenix.core.state.PropertyString;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * The mounts of a container, known by their path inside of it; they keep the index that they have.
 * A volume that is there is never allocated again.
 */
final class DesiredMounts {

  private final SettingsDraft draft;

  DesiredMounts(SettingsDraft draft) {
    this.draft = draft;
  }

  void apply(List<Mount> mounts) {
    for (Mount mount : mounts) {
      draft.own(name(mount.path()));
      Optional<String> key = draft.find("mp", now -> isAt(mount.path(), now));
      PropertyString now = PropertyString.parse(key.map(draft::present).orElse(""));
      PropertyString wanted = withOptions(mount.options(), withSource(mount, now));
      draft.set(key.orElseGet(() -> draft.firstFree("mp")), wanted.toString());
    }
    draft
        .present()
        .forEach(
            (key, value) -> {
              if (OptionText.kind(key).equals("mp") && draft.isAbandoned(name(path(value)))) {
                draft.remove(key);
              }
            });
  }

  /** How the root disk is mounted. */
  void rootDisk(MountOptions options) {
    if (!options.isEmpty() && draft.present().containsKey("rootfs")) {
      PropertyString now = PropertyString.parse(draft.present("rootfs"));
      draft.set("rootfs", withOptions(options, now).toString());
    }
  }

  private static String name(String path) {
    return "mp:" + path;
  }

  private static String path(String value) {
    return ValueForm.PATH.of(PropertyString.parse(value).get("mp").orElse(""));
  }

  /** Whether that is what is mounted at a path, however that is written. */
  static boolean isAt(String path, PropertyString mount) {
    return path(mount.toString()).equals(ValueForm.PATH.of(path));
  }

  private static PropertyString withSource(Mount mount, PropertyString now) {
    String source = now.get("volume").orElse(now.first());
    PropertyString rest = now.with("volume", Optional.empty()).with("mp", mount.path());
    if (mount instanceof Mount.Bind bind) {
      return source.equals(bind.source())
          ? now
          : new PropertyString(bind.source(), rest.with("size", Optional.empty()).parts());
    }
    boolean isVolume = !source.isEmpty() && !source.startsWith("/");
    return isVolume ? now : new PropertyString(allocation((Mount.Volume) mount), rest.parts());
  }

  private static String allocation(Mount.Volume volume) {
    return volume.storage() + ":" + volume.size().toGib();
  }

  /** What is not said is left alone. */
  static PropertyString withOptions(MountOptions options, PropertyString start) {
    PropertyString result = start;
    result = said(result, "acl", options.acl());
    if (options.flags().isPresent()) {
      result =
          result.with(
              "mountoptions",
              options.flags().map(DesiredMounts::words).filter(text -> !text.isEmpty()));
    }
    result = said(result, "ro", options.readOnly());
    result = said(result, "quota", options.quota());
    result = said(result, "replicate", options.replicate());
    result = said(result, "shared", options.shared());
    result = said(result, "backup", options.backup());
    if (options.idmap().isPresent()) {
      result = result.with("idmap", options.idmap().map(MountIdmap::toString));
    }
    return said(result, "keepattrs", options.keepAttributes());
  }

  private static PropertyString said(PropertyString now, String key, Optional<Boolean> value) {
    if (value.isEmpty()) {
      return now;
    }
    String wanted = value.get() ? "1" : "0";
    boolean same = OptionValues.same("mp", key + "=" + now.get(key).orElse(""), key + "=" + wanted);
    return same ? now : now.with(key, wanted);
  }

  private static String words(SortedSet<MountOptions.Flag> flags) {
    return flags.stream().map(MountOptions.Flag::word).collect(Collectors.joining(";"));
  }
}
