package ai.thinkheads.phoenix.proxmox.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.thinkheads.phoenix.core.feature.Feature;
import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.feature.Parameter;
import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.PortainerRole;
import ai.thinkheads.phoenix.proxmox.guest.Lab;
import ai.thinkheads.phoenix.proxmox.guest.ScriptRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every feature that comes with Phoenix. */
class LibraryTest {

  /** Taken by the feature so that old files stay readable, but not used by its script as such. */
  private static final Set<String> UNUSED = Set.of("vllm.parameters", "vllm.engine_config");

  /** Presets would be lies: the definition must say these. */
  private static final Attributes GIVEN =
      Attributes.of("certificate", "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----");

  static Collection<Feature> features() {
    return FeatureCatalog.installed().features().values();
  }

  private static Attributes completed(Feature feature) {
    Attributes given = feature.name().equals("trusted_ca") ? GIVEN : Attributes.none();
    var container = Lab.container(c -> c.portainerRole(PortainerRole.SERVER));
    return feature.complete(given, container, Lab.infrastructure(container));
  }

  @Test
  void the_lab_finds_the_features_that_it_uses() {
    assertThat(FeatureCatalog.installed().names())
        .containsExactly(
            "base_setup",
            "docker",
            "grafana",
            "llamacpp",
            "n8n",
            "nginx",
            "nvidia",
            "ollama",
            "open_webui",
            "portainer",
            "postgresql",
            "prometheus",
            "python_api_service",
            "qdrant",
            "redis",
            "step_ca",
            "traefik",
            "trusted_ca",
            "vllm");
  }

  @ParameterizedTest
  @MethodSource("features")
  void defaults_are_no_problem(Feature feature) {
    assertThat(feature.check("f", completed(feature))).isEmpty();
    assertThat(feature.summary()).isNotBlank().doesNotEndWith(".");
  }

  @ParameterizedTest
  @MethodSource("features")
  void its_script_uses_the_parameters_that_are_declared(Feature feature) {
    Set<String> used = matches("param_([a-z0-9_]+)", feature.script().text());

    Set<String> declared =
        feature.parameters().known().stream()
            .map(Parameter::name)
            .filter(name -> !UNUSED.contains(feature.name() + "." + name))
            .collect(Collectors.toSet());
    assertThat(used).isEqualTo(new TreeSet<>(declared));
  }

  @ParameterizedTest
  @MethodSource("features")
  void its_script_gets_a_value_for_all_that_it_does_not_expect_to_be_empty(Feature feature) {
    Set<String> needed = matches("param_([a-z0-9_]+)(?!\\w|:-)", feature.script().text());

    assertThat(completed(feature).values().keySet()).containsAll(needed);
  }

  @ParameterizedTest
  @MethodSource("features")
  void its_guide_says_what_is_installed_and_how_that_is_tested(Feature feature) {
    assertThat(feature.guide().installs()).isNotEmpty();
    assertThat(feature.guide().tested()).isPresent();
  }

  @ParameterizedTest
  @MethodSource("features")
  void its_script_has_parts_and_can_be_verified(Feature feature) {
    assertThat(feature.script().verifies()).isTrue();
    assertThat(feature.script().text())
        .startsWith("#!/bin/bash\n# " + feature.name() + ": ")
        .doesNotContain("PHOENIX_PRELUDE")
        .doesNotContainPattern("curl[^\n|]*\\|[^\n]*sh\\b")
        .doesNotContain(":latest");
  }

  private static Set<String> matches(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text.replace("sets param_…", ""))
        .results()
        .map((MatchResult result) -> result.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void all_scripts_are_clean_for_shellcheck(@TempDir Path folder) throws Exception {
    assumeTrue(hasShellcheck(), "shellcheck is not installed");
    List<String> command = new ArrayList<>(List.of("shellcheck", "-x", "--source-path=SCRIPTDIR"));
    for (String name : List.of("provision.sh", "prelude.sh", "parts.sh", "health.sh")) {
      command.add(write(folder, name, ScriptRun.shared(name)));
    }
    for (Feature feature : features()) {
      command.add(write(folder, feature.script().name(), feature.script().text()));
    }

    Process shellcheck = new ProcessBuilder(command).redirectErrorStream(true).start();

    assertThat(new String(shellcheck.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEmpty();
    assertThat(shellcheck.waitFor()).isZero();
  }

  private static String write(Path folder, String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static boolean hasShellcheck() throws InterruptedException {
    try {
      return new ProcessBuilder("shellcheck", "--version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
