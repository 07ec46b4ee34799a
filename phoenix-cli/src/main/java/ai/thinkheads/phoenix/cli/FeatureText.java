package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.feature.Feature;
import ai.thinkheads.phoenix.core.feature.Guide;
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
    guide(feature.guide(), page, text);
    text.append('\n').append(parameters(feature, page));
    return text.toString();
  }

  private static void guide(Guide guide, Page page, StringBuilder text) {
    phrases("Installs ", guide.installs(), page, text);
    entries("Listens on ", guide.ports(), page, text);
    entries("Writes ", guide.files(), page, text);
    phrases("Versions: ", guide.versions(), page, text);
    phrases("Tested: ", guide.tested().stream().toList(), page, text);
  }

  private static void entries(
      String lead, List<Guide.Entry> entries, Page page, StringBuilder text) {
    List<String> phrases =
        entries.stream().map(entry -> entry.name() + " (" + entry.doc() + ")").toList();
    phrases(lead, phrases, page, text);
  }

  private static void phrases(String lead, List<String> phrases, Page page, StringBuilder text) {
    if (!phrases.isEmpty()) {
      text.append(page.hanging(Ink.PLAIN, lead, String.join("; ", phrases) + "."));
    }
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
