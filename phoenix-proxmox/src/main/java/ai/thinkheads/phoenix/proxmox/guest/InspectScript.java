package ai.thinkheads.phoenix.proxmox.guest;

import ai.thinkheads.phoenix.core.HypervisorException;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Finding;
import ai.thinkheads.phoenix.core.plan.GuestStep;
import ai.thinkheads.phoenix.proxmox.process.Resource;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The one script that looks whether what is installed in a guest works, in one remote command. It
 * changes nothing and waits for nobody. What it prints are {@link Marker}s.
 *
 * @param vmid the container that it is for
 * @param steps what is looked at, as it was installed
 */
public record InspectScript(Vmid vmid, List<GuestStep> steps) {

  private static final String HEAD = Resource.text(InspectScript.class, "inspect.sh");
  private static final Duration TIME_FOR_EACH = Duration.ofSeconds(70);
  private static final int LINE_LENGTH = 500;

  /** Copies the steps. */
  public InspectScript {
    steps = List.copyOf(steps);
  }

  /**
   * Reads back from a script which steps are looked at.
   *
   * @throws IllegalArgumentException when the text is no such script, or one of another version of
   *     Phoenix
   */
  public static List<ProvisionStep> steps(String text) {
    return GuestCalls.read(HEAD, text).steps();
  }

  /** The word that marks the lines of the script with that text. */
  public static String token(String text) {
    return GuestCalls.read(HEAD, text).token(HEAD);
  }

  /** The command that runs it, on the node. */
  public Command command() {
    return Command.of(ProvisionScript.argv(vmid))
        .withStdin(calls().text(HEAD))
        .withTimeout(TIME_FOR_EACH.multipliedBy(1 + steps.size()));
  }

  private GuestCalls calls() {
    return new GuestCalls(
        vmid, steps.stream().filter(InspectScript::canBeLookedAt).map(ProvisionStep::of).toList());
  }

  private static boolean canBeLookedAt(GuestStep step) {
    return step instanceof GuestStep.AwaitHealth
        || (step instanceof GuestStep.InstallFeature feature && feature.script().verifies());
  }

  /**
   * What was found, from what the command printed.
   *
   * @throws HypervisorException when it could not look into the guest
   */
  public List<Finding> findings(CommandResult result) {
    GuestCalls calls = calls();
    String token = calls.token(HEAD);
    Map<String, Finding> found = new HashMap<>();
    List<String> output = new ArrayList<>();
    boolean finished = false;
    for (String line : result.stdoutText().lines().toList()) {
      Marker marker = Marker.read(token, line).orElse(new Marker.Waiting(""));
      if (marker instanceof Marker.Output told) {
        output.add(Printable.line(told.text(), LINE_LENGTH));
      } else if (marker instanceof Marker.Done done) {
        put(found, calls, done.index(), Finding.works(name(calls, done.index())));
      } else if (marker instanceof Marker.Failed failed) {
        put(found, calls, failed.index(), failure(name(calls, failed.index()), failed, output));
        output.clear();
      }
      finished |= marker instanceof Marker.Finished;
    }
    if (!finished) {
      throw new HypervisorException(
          "container "
              + vmid
              + ": cannot be looked into, exit status "
              + result.exitCode()
              + ": "
              + Printable.line(result.stderrText().strip(), LINE_LENGTH),
          "make sure that the container runs and has bash");
    }
    return steps.stream().map(step -> finding(step, found)).toList();
  }

  private static Finding finding(GuestStep step, Map<String, Finding> found) {
    Finding finding = found.get(step.name());
    return finding == null
        ? Finding.unknown(step.name(), "its script has no verify part")
        : finding;
  }

  private static Finding failure(String name, Marker.Failed failed, List<String> output) {
    if (failed.exitCode() == 124 || failed.exitCode() == 137) {
      return Finding.fails(name, "did not answer in time");
    }
    return Finding.fails(
        name,
        output.isEmpty()
            ? "exit status " + failed.exitCode()
            : output.stream().collect(Collectors.joining("\n")));
  }

  private static void put(
      Map<String, Finding> found, GuestCalls calls, int index, Finding finding) {
    if (index < calls.steps().size()) {
      found.put(finding.name(), finding);
    }
  }

  private static String name(GuestCalls calls, int index) {
    return index < calls.steps().size() ? calls.steps().get(index).name() : "step " + index;
  }
}
