package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.FeatureUse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what is installed in a container, with its parameters, and the flags of the container. */
final class FeatureReader {

  private static final Set<String> FLAGS =
      Set.of("nesting", "keyctl", "fuse", "mknod", "mount", "force_rw_sys");

  private final Cursor entry;
  private final Map<String, String> flags = new LinkedHashMap<>();

  FeatureReader(Cursor entry) {
    this.entry = entry;
  }

  void read(Container.Builder builder) {
    Optional<Cursor> features = entry.get("features");
    List<FeatureUse> uses = new ArrayList<>();
    Map<String, Cursor> parameters =
        entry.get("feature_parameters").map(Cursor::members).orElse(Map.of());
    for (Cursor item : features.map(Cursor::items).orElse(List.of())) {
      item.parse(FeatureUse::of)
          .map(use -> new FeatureUse(use.name(), parameters(use.name(), parameters)))
          .ifPresent(uses::add);
    }
    builder.features(uses);
    tellOfUseless(uses, parameters);
    features.ifPresent(this::flagsOfOldFiles);
    entry.get("pct_options").map(Cursor::items).orElse(List.of()).forEach(this::flag);
    builder.flags(flags);
  }

  private Attributes parameters(String feature, Map<String, Cursor> given) {
    Attributes parameters =
        given.containsKey(feature) ? given.get(feature).attributes() : Attributes.none();
    if (!feature.equals(VllmKeys.FEATURE)) {
      return parameters;
    }
    for (String key : VllmKeys.all()) {
      Optional<Cursor> at = entry.get(key);
      String name = VllmKeys.parameter(key);
      if (at.isPresent()) {
        if (parameters.values().containsKey(name)) {
          String other = "feature_parameters." + feature + "." + name;
          at.get().error("stands also as " + other, "remove one of the two");
        }
        parameters = parameters.with(name, AttributesJson.plain(at.get().value()));
      }
    }
    return parameters;
  }

  private void tellOfUseless(List<FeatureUse> uses, Map<String, Cursor> parameters) {
    List<String> names = uses.stream().map(FeatureUse::name).toList();
    parameters.forEach(
        (name, at) -> {
          if (!names.contains(name)) {
            String message = "is for a feature that the container does not list";
            at.error(message, "add " + Quoted.brief(name) + " to features, or remove this");
          }
        });
    if (!names.contains(VllmKeys.FEATURE)) {
      VllmKeys.all().stream()
          .filter(entry::has)
          .forEach(
              key -> {
                String message =
                    "has no effect, since the container does not list the feature vllm";
                entry.peek(key).warning(message, "add \"vllm\" to features, or remove this");
              });
    }
  }

  /** The oldest files have container flags under {@code features}: {@code nesting=1,keyctl=1}. */
  private void flagsOfOldFiles(Cursor features) {
    features
        .text()
        .ifPresent(
            text -> {
              for (String flag : text.split(",", -1)) {
                flag(features, flag);
              }
            });
  }

  private void flag(Cursor item) {
    item.text().ifPresent(text -> flag(item, text));
  }

  private void flag(Cursor at, String text) {
    int equals = text.indexOf('=');
    String name = equals < 0 ? text : text.substring(0, equals);
    if (!FLAGS.contains(name)) {
      String remedy = "use nesting, keyctl, fuse, mknod, mount or force_rw_sys";
      at.error(Quoted.brief(text) + " is not a container flag", remedy);
      return;
    }
    String value = equals < 0 ? "" : text.substring(equals + 1);
    String before = flags.putIfAbsent(name, value);
    if (before != null && !before.equals(value)) {
      at.error("flag " + name + " is given both as " + before + " and as " + value, "choose one");
    }
  }
}
