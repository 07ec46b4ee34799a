package ai.thinkheads.phoenix.core.feature;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.problem.Location;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A feature that is nothing but a user's script; what it needs stands in its first comments.
 *
 * @param name the word that definitions use
 * @param script the script that installs it
 * @param origin where the script comes from, for messages
 * @param header what the script says about itself
 */
record ScriptFeature(String name, Script script, String origin, ScriptHeader header)
    implements Feature {

  static ScriptFeature of(String name, Script script, String origin) {
    return new ScriptFeature(name, script, origin, ScriptHeader.of(script));
  }

  @Override
  public String summary() {
    return header.summary().orElse("your own script " + script.name());
  }

  @Override
  public Set<String> requires() {
    return header.requires();
  }

  @Override
  public Map<String, String> flags(Container container) {
    return header.flags();
  }

  @Override
  public Guide guide() {
    return header.guide();
  }

  @Override
  public Parameters parameters() {
    return header.parameters();
  }

  @Override
  public List<Problem> check(String path, Attributes completed) {
    Stream<Problem> mistakes =
        header.mistakes().stream()
            .map(
                mistake ->
                    Problem.error("", mistake.message(), mistake.remedy())
                        .at(new Location(origin + "/" + script.name(), mistake.line(), 0)));
    return Stream.concat(mistakes, parameters().check(path, completed).stream()).toList();
  }
}
