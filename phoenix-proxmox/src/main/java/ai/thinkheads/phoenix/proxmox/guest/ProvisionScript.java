package ai.thinkheads.phoenix.proxmox.guest;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Action;
import ai.thinkheads.phoenix.proxmox.process.Resource;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The one script that does everything inside a guest, in one remote command.
 *
 * <p>It is read from standard input as a whole before anything of it runs, since all of it is
 * called on its last line. The steps' scripts and parameters are words of that call, quoted byte
 * for byte. What it prints are {@link Marker}s, and nothing else.
 *
 * @param vmid the container that it is for
 * @param steps what it does, in this order
 */
public record ProvisionScript(Vmid vmid, List<ProvisionStep> steps) {

  /** Where the guest records what is installed: the fingerprint of each step under its name. */
  public static final String RECORDS = "/var/lib/phoenix";

  /** Where the guest keeps all output of a step that failed, as {@code NAME.log}. */
  public static final String LOGS = "/var/log/phoenix";

  /** The exit status when all steps are done. */
  public static final int DONE = 0;

  /** The exit status when a step failed. */
  public static final int STEP_FAILED = 70;

  /** The exit status when the guest was not ready in time. */
  public static final int NOT_READY = 71;

  /** How long the command may take: models and drivers are large, and lines can be slow. */
  public static final Duration TIMEOUT = Duration.ofHours(6);

  private static final String HEAD = Resource.text(ProvisionScript.class, "provision.sh");

  /**
   * @throws IllegalArgumentException when two steps have one name, under which only one can be
   *     recorded
   */
  public ProvisionScript {
    steps = List.copyOf(steps);
    Set<String> names = steps.stream().map(ProvisionStep::name).collect(Collectors.toSet());
    if (names.size() < steps.size()) {
      throw new IllegalArgumentException(
          "two of the steps of container " + vmid + " have one name: " + steps);
    }
  }

  /**
   * The script that carries out an action.
   *
   * @throws IllegalArgumentException when two steps have one name, or a parameter cannot be given
   *     to a shell
   */
  public static ProvisionScript of(Action.Provision action) {
    return new ProvisionScript(
        action.vmid(), action.steps().stream().map(ProvisionStep::of).toList());
  }

  /**
   * Reads a script back from its {@link #text}.
   *
   * @throws IllegalArgumentException when the text is no such script, or one of another version of
   *     Phoenix
   */
  public static ProvisionScript parse(String text) {
    GuestCalls calls = GuestCalls.read(HEAD, text);
    return new ProvisionScript(calls.vmid(), calls.steps());
  }

  /**
   * The program that reads such a script from its standard input, inside of that container. The
   * environment is that of a root login, whatever that of the node is.
   */
  public static List<String> argv(Vmid vmid) {
    return List.of(
        "lxc-attach",
        "-n",
        vmid.toString(),
        "--clear-env",
        "--",
        "/usr/bin/env",
        "-i",
        "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME=/root",
        "LANG=C.UTF-8",
        "LC_ALL=C.UTF-8",
        "DEBIAN_FRONTEND=noninteractive",
        "/bin/bash",
        "-s");
  }

  /** The command that runs it, on the node. */
  public Command command() {
    return Command.of(argv(vmid)).withStdin(text()).withTimeout(TIMEOUT);
  }

  /** The text of the script, in bash. */
  public String text() {
    return new GuestCalls(vmid, steps).text(HEAD);
  }

  /**
   * The word that marks its lines. It depends on every byte of the script, so that no script in it
   * can know it.
   */
  public String token() {
    return new GuestCalls(vmid, steps).token(HEAD);
  }

  /** The container and the steps; scripts and their input may hold secrets and are not shown. */
  @Override
  public String toString() {
    return "provisioning of " + vmid + " " + steps;
  }
}
