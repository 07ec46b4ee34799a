package ai.thinkheads.phoenix.core.state;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
