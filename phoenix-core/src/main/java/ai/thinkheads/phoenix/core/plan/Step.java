package ai.thinkheads.phoenix.core.plan;

import java.util.List;

/**
 * One action of a plan, with its reason.
 *
 * @param node the node that it is done on
 * @param action what is done
 * @param reason why, in a few words for people
 * @param effect when it is felt, and what it costs
 */
public record Step(String node, Action action, String reason, Effect effect) {

  /** The nodes that it changes: its own, and the one that a guest is moved to. */
  public List<String> nodes() {
    return action instanceof Action.Migrate move ? List.of(node, move.target()) : List.of(node);
  }
}
