package ai.thinkheads.phoenix.proxmox;

import ai.thinkheads.phoenix.core.Hypervisor;
import ai.thinkheads.phoenix.core.plan.Action;
import ai.thinkheads.phoenix.core.state.ObservationScope;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import java.util.function.Consumer;

/** A Proxmox node, observed and changed through a shell on it. */
public final class ProxmoxHypervisor implements Hypervisor {

  private final HostShell shell;

  private ProxmoxHypervisor(HostShell shell) {
    this.shell = shell;
  }

  /** The node that this shell reaches; closing the hypervisor closes the shell. */
  public static ProxmoxHypervisor over(HostShell shell) {
    return new ProxmoxHypervisor(shell);
  }

  @Override
  public ObservedState observe(ObservationScope scope) {
    throw new UnsupportedOperationException("written next");
  }

  @Override
  public void perform(Action action, Consumer<String> progress) {
    throw new UnsupportedOperationException("written next");
  }

  @Override
  public void close() {
    shell.close();
  }
}
