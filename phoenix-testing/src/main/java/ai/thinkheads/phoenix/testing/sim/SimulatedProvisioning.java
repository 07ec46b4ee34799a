package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.proxmox.guest.ProvisionScript;
import ai.thinkheads.phoenix.proxmox.guest.ProvisionStep;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * What provisioning does in simulated guests. Since no script can be run there, every step succeeds
 * at once, unless a failure is arranged; what is told and recorded is as with a real bash.
 */
public final class SimulatedProvisioning implements GuestScriptHandler {

  /** The name under which the script is known. */
  static final String SCRIPT = "phoenix-provision";

  private final List<StepFailure> failures = new CopyOnWriteArrayList<>();
  private final Map<String, Consumer<SimulatedGuest>> effects = new ConcurrentHashMap<>();

  SimulatedProvisioning() {}

  /**
   * Lets a step of a guest fail from now on.
   *
   * @param step its name, like {@code docker}, {@code application} or {@code health-check}
   * @param exitCode the exit status of its script, 1 to 255
   * @param output the last lines that its script prints
   */
  public SimulatedProvisioning fail(Vmid vmid, String step, int exitCode, String... output) {
    return failTimes(Integer.MAX_VALUE, vmid, step, exitCode, output);
  }

  /**
   * Lets a step of a guest fail for that many tries, and succeed afterwards. A health check is
   * tried several times in one run, other steps once.
   */
  public SimulatedProvisioning failTimes(
      int times, Vmid vmid, String step, int exitCode, String... output) {
    failures.add(new StepFailure(vmid, step, exitCode, List.of(output), times));
    return this;
  }

  /** Ends all failures that were arranged. */
  public SimulatedProvisioning recover() {
    failures.clear();
    return this;
  }

  /** Does that to every guest in which a step of that name succeeds, like writing its files. */
  public SimulatedProvisioning onSuccess(String step, Consumer<SimulatedGuest> effect) {
    effects.put(step, effect);
    return this;
  }

  @Override
  public CommandResult run(GuestScriptCall call) {
    try {
      return new ProvisionRun(this, call, ProvisionScript.parse(call.script())).run();
    } catch (IllegalArgumentException e) {
      return CommandResult.of(2, "", "bash: " + e.getMessage() + "\n");
    }
  }

  /** The failure of one try of a step; absent when it succeeds. */
  Optional<StepFailure> failure(Vmid vmid, ProvisionStep step) {
    return failures.stream().filter(failure -> failure.strikes(vmid, step.name())).findFirst();
  }

  void succeeded(SimulatedGuest guest, ProvisionStep step) {
    effects.getOrDefault(step.name(), unchanged -> {}).accept(guest);
  }
}
