package ai.thinkheads.phoenix.dsl;

import ai.thinkheads.phoenix.core.model.HealthCheck;

/** Ways to tell that a guest does its work, for static import. */
public final class HealthChecks {

  /** A shell command that succeeds inside the guest once it works; 3 tries, 5 seconds apart. */
  public static HealthCheckDef command(String command) {
    return UserLine.check(() -> new HealthCheckDef(HealthCheck.of(command)));
  }

  /**
   * A web address that answers the guest itself with a status below 400, asked with {@code curl}; 3
   * tries, 5 seconds apart.
   */
  public static HealthCheckDef http(String address) {
    if (!address.matches("https?://[A-Za-z0-9_.~:/?#@!$&()*+,;=%\\[\\]-]+")) {
      throw UserLine.error(
          "\"" + address + "\" is not a web address", "write it like http://localhost:8000/health");
    }
    boolean plain = address.matches("[A-Za-z0-9_.:/-]+");
    return command("curl -s --fail " + (plain ? address : "'" + address + "'"));
  }

  private HealthChecks() {}
}
