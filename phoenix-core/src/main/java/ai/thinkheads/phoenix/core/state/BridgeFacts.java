package ai.thinkheads.phoenix.core.state;

/**
 * What a Linux bridge of a node can do.
 *
 * @param vlanAware whether it keeps VLANs apart by itself
 * @param mtu the longest packet it carries, in bytes
 * @param uplinked whether an interface of the node is one of its ports, rather than guests only
 */
public record BridgeFacts(boolean vlanAware, int mtu, boolean uplinked) {}
