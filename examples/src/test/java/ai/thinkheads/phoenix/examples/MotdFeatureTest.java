package ai.thinkheads.phoenix.examples;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.feature.Feature;
import ai.thinkheads.phoenix.core.feature.Script;
import ai.thinkheads.phoenix.core.feature.ScriptLibrary;
import ai.thinkheads.phoenix.core.json.FeatureJson;
import ai.thinkheads.phoenix.core.model.Attributes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A user's own feature is the same as a Java class and as a script. */
class MotdFeatureTest {

  private static final Feature AS_CLASS = new MotdFeature();

  private static Feature asScript() throws IOException {
    Matcher block =
        Pattern.compile("(?s)```bash\n(.*?)```").matcher(Files.readString(Path.of("../README.md")));
    assertThat(block.find()).isTrue();
    return ScriptLibrary.of("scripts", List.of(new Script("motd.sh", block.group(1))))
        .feature("motd")
        .orElseThrow();
  }

  @Test
  void both_forms_say_the_same_of_themselves() throws IOException {
    assertThat(FeatureJson.of(AS_CLASS)).isEqualTo(FeatureJson.of(asScript()));
  }

  @Test
  void both_forms_refuse_the_same_with_the_same_words() throws IOException {
    Attributes wrong = Attributes.of("width", 5).with("greting", "Hi");

    assertThat(AS_CLASS.check("p", wrong)).isEqualTo(asScript().check("p", wrong)).hasSize(2);
  }

  @Test
  void its_script_has_parts_and_can_be_verified() {
    assertThat(AS_CLASS.script().hasParts()).isTrue();
    assertThat(AS_CLASS.script().verifies()).isTrue();
  }
}
