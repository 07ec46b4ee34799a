package ai.thinkheads.phoenix.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.ContainerOption;
import ai.thinkheads.phoenix.core.model.OptionKind;
import ai.thinkheads.phoenix.core.problem.InvalidInputException;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.problem.Severity;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schema, reader and writer cannot disagree: a general validator is the judge. */
class SchemaTest {

  private static final String GUESTS = "phoenix_lxc_configs.schema.json";
  private static final String HOST = "phoenix_hypervisor_config.schema.json";
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Schema GUEST_SCHEMA = REGISTRY.getSchema(text(GUESTS));
  private static final Schema HOST_SCHEMA = REGISTRY.getSchema(text(HOST));

  @ParameterizedTest
  @ValueSource(strings = {GUESTS, HOST})
  void the_published_schemas_are_schemas(String file) {
    Schema meta =
        REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

    assertThat(meta.validate(text(file), InputFormat.JSON)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {GUESTS, HOST})
  void the_schemas_use_no_keyword_that_the_checker_does_not_know(String file) {
    Set<String> keywords = new TreeSet<>();
    collectKeywords(tree(text(file)), keywords);

    assertThat(keywords)
        .isSubsetOf(
            Set.of(
                "$schema",
                "$id",
                "$ref",
                "$defs",
                "title",
                "description",
                "examples",
                "type",
                "enum",
                "pattern",
                "minLength",
                "maxLength",
                "minimum",
                "maximum",
                "items",
                "properties",
                "additionalProperties",
                "propertyNames",
                "required",
                "writeOnly",
                "x-no-effect",
                // Either template or clone_from_ctid; the reader itself sees to that.
                "oneOf"));
  }

  @ParameterizedTest
  @EnumSource(ContainerOption.class)
  void the_schema_says_of_every_option_what_the_table_says(ContainerOption option) {
    JsonObject said =
        tree(text(GUESTS))
            .object("$defs")
            .flatMap(all -> all.object("container"))
            .flatMap(container -> container.object("properties"))
            .flatMap(all -> all.object(option.key()))
            .orElseThrow();

    JsonObject.Builder wanted = JsonObject.builder().put("description", option.summary());
    List.of("title", "examples")
        .forEach(key -> said.get(key).ifPresent(value -> wanted.put(key, value)));
    assertThat(said).isEqualTo(kind(option.kind(), said, wanted).build());
  }

  private static JsonObject.Builder kind(
      OptionKind kind, JsonObject said, JsonObject.Builder wanted) {
    if (kind instanceof OptionKind.Choice choice) {
      return wanted.put("type", "string").put("enum", choice.words(), JsonValue::text);
    } else if (kind instanceof OptionKind.Switch) {
      return wanted.put("type", "boolean");
    } else if (kind instanceof OptionKind.Whole range) {
      return wanted
          .put("type", "integer")
          .put("minimum", range.minimum())
          .put("maximum", range.maximum());
    } else if (kind instanceof OptionKind.Decimal range) {
      return wanted
          .put("type", "number")
          .put("minimum", range.minimum())
          .put("maximum", range.maximum());
    } else if (kind instanceof OptionKind.Text text) {
      return wanted
          .put("type", "string")
          .put("maxLength", text.maxLength())
          .put("pattern", "^(?:" + text.form() + ")?$");
    }
    JsonObject.Builder item =
        said.object("items").orElseThrow().toBuilder()
            .put("type", "string")
            .put("maxLength", 255)
            .put("pattern", "^" + ((OptionKind.Words) kind).item() + "$");
    return wanted
        .put("type", List.of("array", "string"), JsonValue::text)
        .put("items", item.build());
  }

  @Test
  void what_is_written_is_valid() {
    RandomInfrastructures random = new RandomInfrastructures(11);
    for (int i = 0; i < 200; i++) {
      ConfigFiles files = ConfigFiles.of(random.next());

      assertThat(GUEST_SCHEMA.validate(files.guestText().orElseThrow(), InputFormat.JSON))
          .isEmpty();
      assertThat(HOST_SCHEMA.validate(files.hostText().orElseThrow(), InputFormat.JSON)).isEmpty();
    }
  }

  @Test
  void real_files_are_valid() throws IOException {
    var directory = CompatFiles.directory();

    assertThat(
            GUEST_SCHEMA.validate(
                Files.readString(directory.resolve(ConfigFiles.GUEST_FILE)), InputFormat.JSON))
        .isEmpty();
    assertThat(
            HOST_SCHEMA.validate(
                Files.readString(directory.resolve(ConfigFiles.HOST_FILE)), InputFormat.JSON))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void checker_and_validator_come_to_the_same_verdict(long seed) {
    RandomInfrastructures random = new RandomInfrastructures(seed);
    Damage damage = new Damage(seed);
    int invalid = 0;
    for (int i = 0; i < 400; i++) {
      ConfigFiles files = ConfigFiles.of(random.next());
      String guests = damage.of(OldSpellings.of(files.guestText().orElseThrow(), i));
      String host = damage.of(OldSpellings.of(files.hostText().orElseThrow(), i));

      invalid += agree(guests, Shape.guests(), GUEST_SCHEMA) ? 0 : 1;
      agree(host, Shape.host(), HOST_SCHEMA);
    }
    assertThat(invalid).isBetween(50, 350);
  }

  /** Whether both think that the text is valid. */
  private static boolean agree(String text, Shape shape, Schema schema) {
    Problems problems = new Problems("file");
    new ShapeCheck(problems).check(tree(text), shape, JsonPath.root());
    List<Error> errors =
        schema.validate(text, InputFormat.JSON).stream()
            .filter(error -> !error.getEvaluationPath().toString().contains("oneOf"))
            .toList();
    assertThat(problems.hasErrors())
        .as("%s%n%s%n%s", text, problems.inOrder(), errors)
        .isEqualTo(!errors.isEmpty());
    return errors.isEmpty();
  }

  @Test
  void what_the_schema_rejects_the_reader_rejects() {
    RandomInfrastructures random = new RandomInfrastructures(31);
    Damage damage = new Damage(31);
    int rejected = 0;
    for (int i = 0; i < 400; i++) {
      ConfigFiles files = ConfigFiles.of(random.next());
      String host = files.hostText().orElseThrow();
      String guests = damage.of(files.guestText().orElseThrow());
      if (!GUEST_SCHEMA.validate(guests, InputFormat.JSON).isEmpty()) {
        rejected++;

        assertThatExceptionOfType(InvalidInputException.class)
            .as(guests)
            .isThrownBy(() -> ConfigFiles.parse(host, guests))
            .satisfies(e -> assertThat(e.problems()).allMatch(SchemaTest::isComplete));
      }
    }
    assertThat(rejected).isGreaterThan(50);
  }

  private static boolean isComplete(Problem problem) {
    return problem.location().isPresent()
        && !problem.message().isBlank()
        && !problem.toString().contains("\n");
  }

  @Test
  void the_reader_uses_every_key_that_has_an_effect_and_no_other() {
    JsonObject every = (JsonObject) Sample.of(Shape.container());
    JsonObject entry =
        every.toBuilder()
            .remove("template")
            .put("features", JsonArray.of(List.of(JsonValue.text("vllm"))))
            .build();
    JsonObject guests =
        JsonObject.builder()
            .put("lxc_configs", JsonObject.builder().put("900", entry).build())
            .build();

    Container container =
        ConfigFiles.parse(JsonWriter.pretty(guests))
            .infrastructure()
            .containers()
            .values()
            .iterator()
            .next();

    Set<String> idle = new TreeSet<>();
    Shape.container()
        .properties()
        .forEach(
            (key, shape) -> {
              if (shape.noEffect().isPresent()) {
                idle.add(key);
              }
            });
    assertThat(container.extras().values().keySet()).containsExactlyInAnyOrderElementsOf(idle);
  }

  @Test
  void the_writer_uses_every_key_that_has_an_effect_and_is_no_older_spelling() {
    Set<String> used = new TreeSet<>();
    RandomInfrastructures random = new RandomInfrastructures(51);
    for (int i = 0; i < 300; i++) {
      ConfigFiles files = ConfigFiles.of(random.next());
      collectUsed(tree(files.guestText().orElseThrow()), Shape.guests(), "", used);
    }

    Set<String> unused = new TreeSet<>();
    collectKnown(Shape.guests(), "", unused);
    unused.removeAll(used);
    unused.removeIf(key -> key.startsWith("lxc_configs.*.zfs_volumes"));

    assertThat(unused)
        .containsExactlyInAnyOrder(
            "$schema",
            "lxc_configs.*.network_config.hwaddr",
            "lxc_configs.*.network_config.nameserver");
  }

  private static void collectUsed(JsonValue value, Shape shape, String path, Set<String> used) {
    if (value instanceof JsonObject object) {
      object
          .members()
          .forEach(
              (key, part) -> {
                String step = path + (shape.properties().containsKey(key) ? key : "*");
                used.add(step);
                shape.member(key).ifPresent(known -> collectUsed(part, known, step + ".", used));
              });
    } else if (value instanceof JsonArray array && shape.items().isPresent()) {
      array.items().forEach(item -> collectUsed(item, shape.items().get(), path + "*.", used));
    }
  }

  private static void collectKnown(Shape shape, String path, Set<String> known) {
    shape
        .properties()
        .forEach(
            (key, part) -> {
              if (part.noEffect().isEmpty()) {
                known.add(path + key);
                collectKnown(part, path + key + ".", known);
              }
            });
    shape.others().ifPresent(part -> collectKnown(part, path + "*.", known));
    shape.items().ifPresent(part -> collectKnown(part, path + "*.", known));
  }

  @Test
  void the_reader_knows_no_key_that_the_schema_does_not_know() {
    RandomInfrastructures random = new RandomInfrastructures(41);
    for (int i = 0; i < 100; i++) {
      ConfigFiles files = ConfigFiles.of(random.next());
      String host = OldSpellings.of(files.hostText().orElseThrow(), i);
      String guests = OldSpellings.of(files.guestText().orElseThrow(), i);

      List<String> unknown =
          ConfigFiles.parse(host, guests).problems().stream()
              .filter(problem -> problem.severity() == Severity.WARNING)
              .filter(problem -> problem.message().contains("is unknown"))
              .map(Problem::path)
              .toList();

      assertThat(unknown)
          .allMatch(path -> path.matches("(?s).*(zz_unknown_[0-9]+|x_(root|host|extra)[^.]*)"));
    }
  }

  private static void collectKeywords(JsonObject schema, Set<String> keywords) {
    keywords.addAll(schema.members().keySet());
    for (String key : List.of("items", "additionalProperties", "propertyNames")) {
      schema.object(key).ifPresent(part -> collectKeywords(part, keywords));
    }
    for (String key : List.of("properties", "$defs")) {
      schema
          .object(key)
          .ifPresent(
              parts ->
                  parts
                      .members()
                      .values()
                      .forEach(part -> collectKeywords((JsonObject) part, keywords)));
    }
  }

  private static JsonObject tree(String text) {
    Problems problems = new Problems("file");
    Optional<JsonObject> tree = JsonReader.read(text, problems);
    return tree.orElseThrow(() -> new AssertionError(problems.inOrder() + text));
  }

  private static String text(String schema) {
    try (InputStream in = SchemaTest.class.getResourceAsStream(ShapeReader.DIRECTORY + schema)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** An object with every key that a shape knows. */
  private static final class Sample {
    static JsonValue of(Shape shape) {
      if (!shape.options().isEmpty()) {
        return shape.options().get(0);
      }
      if (!shape.properties().isEmpty()) {
        JsonObject.Builder object = JsonObject.builder();
        shape.properties().forEach((key, part) -> object.put(key, of(part)));
        return object.build();
      }
      if (shape.example().isPresent()) {
        return shape.example().get();
      }
      if (shape.types().contains("array")) {
        return JsonArray.of(shape.items().map(item -> List.of(of(item))).orElse(List.of()));
      }
      return switch (shape.types().get(0)) {
        case "object" -> JsonObject.empty();
        case "boolean" -> JsonValue.truth(true);
        case "integer", "number" -> JsonValue.Numeral.of(1);
        default -> JsonValue.text("x");
      };
    }
  }
}
