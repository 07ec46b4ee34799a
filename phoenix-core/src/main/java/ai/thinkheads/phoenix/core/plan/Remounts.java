package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.state.PropertyString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The volumes that a container gets with a copy, by options whose text still names those of its
 * source: they must never be set like that.
 */
final class Remounts {

  private static final Pattern ALLOCATION = Pattern.compile("([^:/]+:)([0-9]{1,9})");

  /** By option, how copied volumes are to be mounted otherwise than in their source. */
  static SortedMap<String, String> of(OptionDiff diff, SortedMap<String, String> present) {
    SortedMap<String, String> mounts = new TreeMap<>();
    diff.set()
        .forEach(
            (key, value) -> {
              PropertyString wanted = PropertyString.parse(value);
              PropertyString now = PropertyString.parse(present.getOrDefault(key, ""));
              if (isVolume(key, now) && now.first().equals(wanted.first())) {
                mounts.put(key, withoutVolume(wanted));
              }
            });
    return mounts;
  }

  private static boolean isVolume(String key, PropertyString mount) {
    return List.of("rootfs", "mp").contains(OptionText.kind(key)) && mount.first().contains(":");
  }

  private static String withoutVolume(PropertyString mount) {
    Map<String, String> parts = new LinkedHashMap<>(mount.parts());
    parts.remove("size");
    return new PropertyString("", parts).toString();
  }

  /** An option once the volume that it asks for is made: its size is known, and not its name. */
  static String made(String key, String value) {
    PropertyString mount = PropertyString.parse(value);
    Matcher allocation = ALLOCATION.matcher(mount.first());
    return isVolume(key, mount) && allocation.matches()
        ? new PropertyString(allocation.group(1), mount.parts())
            .with("size", ByteSize.gib(Long.parseLong(allocation.group(2))).toPve())
            .toString()
        : value;
  }

  private Remounts() {}
}
