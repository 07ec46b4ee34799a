package ai.thinkheads.phoenix.core.state;

/**
 * Which node was observed.
 *
 * @param name its name in the cluster
 * @param pveVersion the version of its {@code pve-manager} package, like {@code 8.4.1}
 */
public record NodeFacts(String name, String pveVersion) {

  /** The first number of the version, like 8; 0 when it is not known. */
  public int majorVersion() {
    String digits = pveVersion.replaceFirst("[^0-9].*", "");
    return digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }
}
