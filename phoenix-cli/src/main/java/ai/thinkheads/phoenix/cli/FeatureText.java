package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.feature.Feature;
import ai.thinkheads.phoenix.core.feature.Parameter;
import ai.thinkheads.phoenix.core.text.Ink;
import ai.thinkheads.phoenix.core.text.Page;
import ai.thinkheads.phoenix.core.text.Sheet;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** How features are shown to people. */
final class FeatureText {

  /** One line each. */
  static String list(List<Feature> features, Page page) {
    Sheet sheet = new Sheet();
    features.forEach(feature -> sheet.row(feature.name(), Ink.PLAIN, feature.summary()));
    return sheet.on(page);
  }

  /** All that one can be told, and what it needs. */
  static String full(Feature feature, Page page) {
    StringBuilder text = new StringBuilder();
    text.append(page.hanging(Ink.STRONG, feature.name() + ": ", feature.summary()));
    if (!feature.requires().isEmpty()) {
      text.append(
          page.paragraph(
              Ink.PLAIN,
              "Needs "
                  + String.join(", ", feature.requires().stream().sorted().toList())
                  + " before it."));
    }
    text.append('\n').append(parameters(feature, page));
    return text.toString();
  }

  private static String parameters(Feature feature, Page page) {
    List<Parameter> known = feature.parameters().known();
    if (known.isEmpty()) {
      return page.paragraph(
          Ink.PLAIN,
          feature.parameters().open()
              ? "It takes any parameters; its script gets each as param_NAME."
              : "It has no parameters.");
    }
    Sheet sheet = new Sheet();
    for (Parameter parameter : known) {
      sheet.row(Ink.STRONG, parameter.name(), parameter.doc(), Ink.QUIET, preset(parameter));
      sheet.row("", Ink.QUIET, parameter.kind().description());
    }
    return sheet.on(page);
  }

  private static String preset(Parameter parameter) {
    if (parameter.required()) {
      return "required";
    }
    return parameter.preset().map(FeatureText::shown).orElse("");
  }

  private static String shown(Object preset) {
    return isEmpty(preset)
        ? ""
        : "default " + (preset instanceof BigDecimal number ? number.toPlainString() : preset);
  }

  private static boolean isEmpty(Object preset) {
    return preset.equals("") || preset.equals(List.of()) || preset.equals(Map.of());
  }

  private FeatureText() {}
}
