package ai.thinkheads.phoenix.core.model;

import java.util.Locale;

/** The part a guest plays in a Portainer set-up. */
public enum PortainerRole {
  /** None at all. */
  NONE,
  /** It runs the Portainer server. */
  SERVER,
  /** It runs an agent that a server steers. */
  AGENT,
  /** It serves the others, like a gateway; nothing is installed for that. */
  INFRASTRUCTURE;

  /** The word of the JSON files, like {@code server}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
