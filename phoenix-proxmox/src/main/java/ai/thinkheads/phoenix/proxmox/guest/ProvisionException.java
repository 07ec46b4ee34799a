package ai.thinkheads.phoenix.proxmox.guest;

import ai.thinkheads.phoenix.core.HypervisorException;
import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.List;

/** A step inside a guest failed. The steps before it are done and recorded. */
public final class ProvisionException extends HypervisorException {

  private static final long serialVersionUID = 1L;

  private final String step;
  private final int exitCode;
  private final transient List<String> output;

  ProvisionException(
      Vmid vmid, String step, int exitCode, String what, String remedy, List<String> output) {
    super("container " + vmid + ": " + what + indented(output), remedy);
    this.step = step;
    this.exitCode = exitCode;
    this.output = List.copyOf(output);
  }

  private static String indented(List<String> lines) {
    return lines.isEmpty() ? "" : ":\n    " + String.join("\n    ", lines);
  }

  /** The step that failed, like {@code docker}. */
  public String step() {
    return step;
  }

  /** The exit status of its script. */
  public int exitCode() {
    return exitCode;
  }

  /** The last lines that its script printed, at most 20. */
  public List<String> output() {
    return output;
  }
}
