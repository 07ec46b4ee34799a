package ai.thinkheads.phoenix.testing.sim;

/** The releases of Proxmox VE whose {@code pct} has different options. */
enum Release {
  /** Before devices could be given by options (pve-container 5.0.6). */
  BEFORE_DEVICES,
  /** 8.1 to 8.4. */
  EIGHT,
  /** 9.0 and later. */
  NINE;

  /** That of a version of {@code pve-manager}. */
  static Release of(String version) {
    if (!version.matches("[1-8]\\..*")) {
      return NINE;
    }
    return version.matches("(?:[1-7]|8\\.0)(?:\\..*)?") ? BEFORE_DEVICES : EIGHT;
  }
}
