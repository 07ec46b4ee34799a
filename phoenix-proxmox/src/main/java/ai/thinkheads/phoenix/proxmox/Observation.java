package ai.thinkheads.phoenix.proxmox;

import ai.thinkheads.phoenix.core.HypervisorException;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.state.ObservationScope;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One look at a node: a single command, and what its output means. */
final class Observation {

  private static final Logger LOG = LoggerFactory.getLogger(Observation.class);
  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final int NOT_FOUND = 127;

  /** The command that prints all there is to know. */
  static Command command(ObservationScope scope) {
    List<String> arguments = new ArrayList<>();
    scope.guests().stream().map(Vmid::toString).forEach(arguments::add);
    scope.paths().stream().filter(path -> path.startsWith("/")).forEach(arguments::add);
    return HostScript.OBSERVE.command(arguments).withTimeout(TIMEOUT);
  }

  /**
   * Looks at the node that a shell reaches.
   *
   * @throws HypervisorException when that is no Proxmox node, or cannot be read
   */
  static ObservedState of(HostShell shell, ObservationScope scope) {
    return look(shell, scope).state();
  }

  /**
   * The same, with the nodes of its cluster.
   *
   * @throws HypervisorException when that is no Proxmox node, or cannot be read
   */
  static Look look(HostShell shell, ObservationScope scope) {
    CommandResult result = shell.run(command(scope));
    if (result.exitCode() == NOT_FOUND) {
      throw refused("not-proxmox", shell.target());
    }
    try {
      List<Frame> frames = Frame.parse(result.stdout(), "phoenix-observe", "end");
      if (frames.get(1).kind().equals("refused")) {
        throw refused(frames.get(1).name(), shell.target());
      }
      ObservedFrames observed = new ObservedFrames(frames);
      observed.silentStorages().forEach(Observation::warn);
      return new Look(observed.state(), observed.members());
    } catch (GarbledOutputException e) {
      throw garbled(shell.target(), result, e);
    }
  }

  private static void warn(String storage) {
    LOG.warn("storage {} does not answer; its images count as missing", storage);
  }

  private static HypervisorException refused(String reason, String target) {
    return switch (reason) {
      case "not-mounted" ->
          new HypervisorException(
              "/etc/pve of " + target + " is not mounted, so its guests are unknown",
              "start the cluster file system: systemctl start pve-cluster");
      case "not-allowed" ->
          new HypervisorException(
              target + " may not read /etc/pve",
              "log in as root, or as a user who may run sudo without a password");
      default ->
          new HypervisorException(
              target + " is not a Proxmox VE node: pct or /etc/pve is missing",
              "check the host's address; commands must run on the node itself");
    };
  }

  private static HypervisorException garbled(
      String target, CommandResult result, GarbledOutputException cause) {
    String stderr = result.stderrText().strip();
    return new HypervisorException(
        "cannot tell what exists on "
            + target
            + ": "
            + cause.getMessage()
            + " (exit status "
            + result.exitCode()
            + ")"
            + (stderr.isEmpty() ? "" : ": " + Stderr.excerpt(stderr)),
        "run it again; when it stays so, see whether the login shell of "
            + target
            + " prints something by itself, as in its .bashrc",
        cause);
  }

  private Observation() {}
}
