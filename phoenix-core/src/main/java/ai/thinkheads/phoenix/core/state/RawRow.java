package ai.thinkheads.phoenix.core.state;

/**
 * A raw LXC setting of a container, like {@code lxc.cap.drop: sys_time}.
 *
 * @param key the LXC key
 * @param value its value
 */
public record RawRow(String key, String value) {}
