package ai.thinkheads.phoenix.core.state;

/**
 * Why a node of the cluster could not be looked at.
 *
 * @param reason what happened
 * @param remedy what a user can do; empty when the reason says it
 */
public record UnreachableNode(String reason, String remedy) {}
