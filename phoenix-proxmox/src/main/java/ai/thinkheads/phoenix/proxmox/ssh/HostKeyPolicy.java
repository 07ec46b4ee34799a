package ai.thinkheads.phoenix.proxmox.ssh;

/** What happens to a host whose key is not in the known_hosts files. A changed key is refused. */
public enum HostKeyPolicy {
  /** It is refused. */
  STRICT,
  /** Its key is added to the first known_hosts file of the user, and a warning says so. */
  ACCEPT_NEW
}
