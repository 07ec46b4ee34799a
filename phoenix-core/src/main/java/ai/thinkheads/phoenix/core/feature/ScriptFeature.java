package ai.thinkheads.phoenix.core.feature;

/**
 * A feature that is nothing but a user's script.
 *
 * @param name the word that definitions use
 * @param script the script that installs it
 */
record ScriptFeature(String name, Script script) implements Feature {
  @Override
  public String summary() {
    return "your own script " + script.name();
  }
}
