package ai.thinkheads.phoenix.testing.sim;

/** The handlers of Phoenix's own scripts that every simulated node has. */
final class BuiltInScripts {

  private BuiltInScripts() {}

  static void register(Scripts scripts) {
    // each script's handler is registered here, under the script's name
  }
}
