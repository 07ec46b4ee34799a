package ai.thinkheads.phoenix.proxmox.ssh;

/** Replaced by the SSH shell. */
final class SshPlaceholder {
  private SshPlaceholder() {}
}
