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

  /** The same on another node. */
  Call on(Node node) {
    return new Call(
        new Context(node, context.environment(), context.stdin(), context.output()), arguments);
  }

  /** The same as a task of its own, whose output its caller does not see. */
  Call muted() {
    return new Call(
        new Context(node(), context.environment(), context.stdin(), Output.heardBy(bytes -> {})),
        arguments);
  }

  /** The same with an argument of that value. */
  Call withValue(String name, String value) {
    return new Call(context, arguments.with(name, value));
  }

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
