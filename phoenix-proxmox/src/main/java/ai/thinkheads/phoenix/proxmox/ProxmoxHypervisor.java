package ai.thinkheads.phoenix.proxmox;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Action;
import ai.thinkheads.phoenix.core.plan.Finding;
import ai.thinkheads.phoenix.core.plan.GuestStep;
import ai.thinkheads.phoenix.core.run.Hold;
import ai.thinkheads.phoenix.core.run.Holder;
import ai.thinkheads.phoenix.core.run.Hypervisor;
import ai.thinkheads.phoenix.core.state.ObservationScope;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.proxmox.guest.InspectScript;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** A Proxmox node, observed and changed through a shell on it. */
public final class ProxmoxHypervisor implements Hypervisor {

  private final HostShell shell;
  private final Pause pause;
  private final HoldKeeper holds;

  private ProxmoxHypervisor(HostShell shell, Pause pause) {
    this.shell = shell;
    this.pause = pause;
    this.holds = new HoldKeeper(shell);
  }

  /** The node that this shell reaches; closing the hypervisor closes the shell. */
  public static ProxmoxHypervisor over(HostShell shell) {
    return over(shell, time -> Thread.sleep(time.toMillis()));
  }

  /** The same, waiting in another way for operations of others on the node. */
  public static ProxmoxHypervisor over(HostShell shell, Pause pause) {
    return new ProxmoxHypervisor(shell, pause);
  }

  @Override
  public ObservedState observe(ObservationScope scope) {
    return Observation.of(shell, scope);
  }

  @Override
  public void perform(Action action, Consumer<String> progress) {
    new Performance(shell, pause, action, progress).run();
  }

  @Override
  public List<Finding> inspect(Vmid vmid, List<GuestStep> steps) {
    InspectScript script = new InspectScript(vmid, steps);
    return script.findings(shell.run(script.command()));
  }

  @Override
  public Hold hold(Holder holder, Duration wait, Consumer<String> progress) {
    return holds.hold(holder, wait, progress);
  }

  @Override
  public void close() {
    holds.close();
    shell.close();
  }
}
