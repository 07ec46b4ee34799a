package ai.thinkheads.phoenix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.feature.Feature;
import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.feature.Guide;
import ai.thinkheads.phoenix.core.feature.Parameter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages in docs/features say what the features themselves say. */
class FeaturePagesTest {

  private static final Path PAGES = Path.of("../docs/features");

  static Collection<Feature> features() {
    return FeatureCatalog.installed().features().values();
  }

  @ParameterizedTest
  @MethodSource("features")
  void every_feature_has_a_page_that_is_true(Feature feature) throws IOException {
    holds(PAGES.resolve(feature.name() + ".md"), page(feature));
  }

  @Test
  void the_first_page_names_them_all() throws IOException {
    String list =
        features().stream()
            .map(f -> "| [" + f.name() + "](" + f.name() + ".md) | " + cell(f.summary()) + " |\n")
            .collect(Collectors.joining());
    holds(
        PAGES.resolve("README.md"),
        "# Features that come with Phoenix\n\n"
            + "`phoenix features` lists them, with your own; `phoenix features NAME` says all of"
            + " one.\nHow to write one: [writing-features](../writing-features.md).\n\n"
            + "| feature | installs |\n|---|---|\n"
            + list);
  }

  @Test
  void there_is_no_page_of_a_feature_that_is_gone() throws IOException {
    try (Stream<Path> pages = Files.list(PAGES)) {
      assertThat(pages.map(page -> page.getFileName().toString().replace(".md", "")))
          .allMatch(
              name -> name.equals("README") || FeatureCatalog.installed().names().contains(name));
    }
  }

  private static void holds(Path file, String text) throws IOException {
    if (System.getProperty("golden.update") != null) {
      Files.createDirectories(PAGES);
      Files.writeString(file, text);
    }
    assertThat(file).hasContent(text);
  }

  private static String page(Feature feature) {
    Guide guide = feature.guide();
    return "# "
        + feature.name()
        + "\n\nInstalls "
        + feature.summary()
        + ".\n"
        + needs(feature)
        + bullets("Installs", guide.installs())
        + parameters(feature.parameters().known())
        + entries("Ports", guide.ports())
        + entries("Files", guide.files())
        + bullets("Versions", guide.versions())
        + bullets("How it is tested", guide.tested().stream().toList());
  }

  private static String needs(Feature feature) {
    return feature.requires().isEmpty()
        ? ""
        : "\nNeeds before it, on the guest itself or on what it is cloned from: "
            + feature.requires().stream()
                .sorted()
                .map(name -> "[" + name + "](" + name + ".md)")
                .collect(Collectors.joining(", "))
            + ".\n";
  }

  private static String bullets(String title, List<String> phrases) {
    return phrases.isEmpty()
        ? ""
        : "\n## "
            + title
            + "\n\n"
            + phrases.stream().map(phrase -> "- " + phrase + "\n").collect(Collectors.joining());
  }

  private static String entries(String title, List<Guide.Entry> entries) {
    return bullets(title, entries.stream().map(e -> "`" + e.name() + "`: " + e.doc()).toList());
  }

  private static String parameters(List<Parameter> parameters) {
    if (parameters.isEmpty()) {
      return "";
    }
    return "\n## Parameters\n\n| name | what it is | kind | default |\n|---|---|---|---|\n"
        + parameters.stream()
            .map(
                p ->
                    "| `%s` | %s | %s | %s |\n"
                        .formatted(
                            p.name(), cell(p.doc()), cell(p.kind().description()), preset(p)))
            .collect(Collectors.joining());
  }

  private static String preset(Parameter parameter) {
    if (parameter.required()) {
      return "required";
    }
    Object value = parameter.preset().orElse("");
    if (value.equals("") || value.equals(List.of()) || value.equals(Map.of())) {
      return "";
    }
    return "`"
        + cell(value instanceof BigDecimal number ? number.toPlainString() : value.toString())
        + "`";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
