package ai.thinkheads.phoenix.core.plan;

/**
 * One action of a plan, with its reason.
 *
 * @param node the node that it is done on
 * @param action what is done
 * @param reason why, in a few words for people
 * @param effect when it is felt, and what it costs
 */
public record Step(String node, Action action, String reason, Effect effect) {}
