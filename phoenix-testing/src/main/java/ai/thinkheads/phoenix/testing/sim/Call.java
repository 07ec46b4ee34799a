package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.Map;
import java.util.Optional;

/**
 * One run of a subcommand.
 *
 * @param context where it runs
 * @param arguments its arguments
 */
record Call(Context context, Arguments arguments) {

  /**
   * What a program of the node runs with.
   *
   * @param node the node
   * @param environment its environment
   * @param stdin what it can read
   * @param output what it writes to
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Context(Node node, Map<String, String> environment, byte[] stdin, Output output) {}

  Node node() {
    return context.node();
  }

  Output output() {
    return context.output();
  }

  Vmid vmid() {
    return arguments.vmid();
  }

  String get(String name) {
    return arguments.get(name);
  }

  Optional<String> find(String name) {
    return arguments.find(name);
  }

  boolean flag(String name) {
    return arguments.flag(name);
  }
}
