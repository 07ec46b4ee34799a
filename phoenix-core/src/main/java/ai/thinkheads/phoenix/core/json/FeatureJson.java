package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.feature.Feature;
import ai.thinkheads.phoenix.core.feature.Guide;
import ai.thinkheads.phoenix.core.feature.Parameter;
import java.util.Collection;

/** Features as JSON: what they are, what they need, what they can be told. */
public final class FeatureJson {

  /** One feature on several lines. */
  public static String of(Feature feature) {
    return JsonWriter.pretty(object(feature));
  }

  /** Several features on several lines. */
  public static String of(Collection<? extends Feature> features) {
    return JsonWriter.pretty(
        JsonObject.builder().put("features", features, FeatureJson::object).build());
  }

  private static JsonObject object(Feature feature) {
    return JsonObject.builder()
        .put("name", feature.name())
        .put("summary", feature.summary())
        .put("requires", feature.requires().stream().sorted().toList(), AttributesJson::write)
        .put("parameters", feature.parameters().known(), FeatureJson::parameter)
        .put("takes_others", feature.parameters().open())
        .put("guide", guide(feature.guide()))
        .build();
  }

  private static JsonObject guide(Guide guide) {
    JsonObject.Builder object =
        JsonObject.builder()
            .put("installs", guide.installs(), AttributesJson::write)
            .put("ports", guide.ports(), FeatureJson::entry)
            .put("files", guide.files(), FeatureJson::entry)
            .put("versions", guide.versions(), AttributesJson::write);
    guide.tested().ifPresent(how -> object.put("tested", how));
    return object.build();
  }

  private static JsonObject entry(Guide.Entry entry) {
    return JsonObject.builder().put("name", entry.name()).put("doc", entry.doc()).build();
  }

  private static JsonObject parameter(Parameter parameter) {
    JsonObject.Builder object =
        JsonObject.builder()
            .put("name", parameter.name())
            .put("kind", parameter.kind().description())
            .put("required", parameter.required());
    parameter.preset().ifPresent(preset -> object.put("default", AttributesJson.write(preset)));
    return object.put("doc", parameter.doc()).build();
  }

  private FeatureJson() {}
}
