package ai.thinkheads.phoenix.dsl;

import ai.thinkheads.phoenix.core.model.HealthCheck;
import ai.thinkheads.phoenix.core.model.HealthProbe;
import java.util.function.Supplier;

/** Ways to tell that a guest does its work, for static import. */
public final class HealthChecks {

  /** A shell command that succeeds inside the guest once it works; 3 tries, 5 seconds apart. */
  public static HealthCheckDef command(String command) {
    return of(() -> new HealthProbe.Command(command));
  }

  /**
   * A web address that answers the guest itself with a status below 400, whatever certificate it
   * shows; 3 tries, 5 seconds apart.
   */
  public static HealthCheckDef http(String address) {
    return of(() -> new HealthProbe.Http(address));
  }

  /** A TCP port of the guest that takes connections, 1 to 65535; 3 tries, 5 seconds apart. */
  public static HealthCheckDef tcp(int port) {
    return of(() -> new HealthProbe.Tcp(port));
  }

  /**
   * A systemd unit that is active, like {@code nginx}; the end of its journal is told when the
   * check fails; 3 tries, 5 seconds apart.
   */
  public static HealthCheckDef unit(String name) {
    return of(() -> new HealthProbe.Unit(name));
  }

  /** A GPU that {@code nvidia-smi} sees; 3 tries, 5 seconds apart. */
  public static HealthCheckDef nvidiaSmi() {
    return of(HealthProbe.NvidiaSmi::new);
  }

  private static HealthCheckDef of(Supplier<HealthProbe> probe) {
    return UserLine.check(() -> new HealthCheckDef(HealthCheck.of(probe.get())));
  }

  private HealthChecks() {}
}
