package ai.thinkheads.phoenix.core.state;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which node was observed.
 *
 * @param name its name in the cluster
 * @param pveVersion the version of its {@code pve-manager} package, like {@code 8.4.1}
 * @param machine what tells it apart from other machines of that name, made from its {@code
 *     /etc/machine-id}; empty when that is not known
 */
public record NodeFacts(String name, String pveVersion, String machine) {

  /** A node of which is not known which machine it is. */
  public NodeFacts(String name, String pveVersion) {
    this(name, pveVersion, "");
  }

  /** Whether this can be the same node as the other: nothing that is known speaks against it. */
  public boolean canBe(NodeFacts other) {
    return name.equals(other.name)
        && (machine.isEmpty() || other.machine.isEmpty() || machine.equals(other.machine));
  }

  /** The first number of the version, like 8; 0 when it is not known. */
  public int majorVersion() {
    String digits = pveVersion.replaceFirst("[^0-9].*", "");
    return digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }

  /** Whether its version is that or a later one, or not known. */
  public boolean isAtLeast(int major, int minor) {
    Matcher version = Pattern.compile("([0-9]{1,4})\\.([0-9]{1,4}).*").matcher(pveVersion);
    if (!version.matches()) {
      return majorVersion() == 0 || majorVersion() >= major;
    }
    int thisMajor = Integer.parseInt(version.group(1));
    return thisMajor > major || (thisMajor == major && Integer.parseInt(version.group(2)) >= minor);
  }
}
