package ai.thinkheads.phoenix.core.state;

/** The two kinds of guests. */
public enum GuestKind {
  /** An LXC container. */
  CONTAINER,
  /** A QEMU virtual machine. */
  VM
}
