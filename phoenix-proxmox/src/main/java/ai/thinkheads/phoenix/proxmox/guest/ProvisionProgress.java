package ai.thinkheads.phoenix.proxmox.guest;

import ai.thinkheads.phoenix.core.HypervisorException;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.GuestStep;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Follows a running {@link ProvisionScript}: hears the lines that it prints, tells people what goes
 * on, and in the end says whether all is done.
 */
public final class ProvisionProgress implements Consumer<String> {

  private static final int TEXT_LENGTH = 160;
  private static final int OUTPUT_LENGTH = 500;

  private final ProvisionScript script;
  private final String token;
  private final Consumer<String> texts;
  private final List<String> output = new ArrayList<>();
  private Optional<Marker> end = Optional.empty();

  /**
   * Follows that script.
   *
   * @param texts hears short texts for people, like {@code docker: installing}
   */
  public ProvisionProgress(ProvisionScript script, Consumer<String> texts) {
    this.script = script;
    this.token = script.token();
    this.texts = texts;
  }

  /** Hears one line of the standard output. Lines that are not the script's own mean nothing. */
  @Override
  public void accept(String line) {
    Marker.read(token, line).ifPresent(this::hear);
  }

  private void hear(Marker marker) {
    if (marker instanceof Marker.Started started) {
      tell(started.index(), beginning(started.name()));
    } else if (marker instanceof Marker.Skipped skipped) {
      tell(skipped.index(), "installed already");
    } else if (marker instanceof Marker.Progress progress) {
      tell(progress.index(), progress.text().strip());
    } else if (marker instanceof Marker.Done done) {
      tell(done.index(), "done after " + done.seconds() + " s");
    } else if (marker instanceof Marker.Output line) {
      output.add(Printable.line(line.text(), OUTPUT_LENGTH));
    } else if (marker instanceof Marker.Waiting waiting) {
      texts.accept(Printable.line(waiting.text(), TEXT_LENGTH));
    } else {
      end = Optional.of(marker);
    }
  }

  private void tell(int index, String text) {
    texts.accept(Printable.line(name(index) + ": " + text, TEXT_LENGTH));
  }

  private String name(int index) {
    return index < script.steps().size() ? script.steps().get(index).name() : "step " + index;
  }

  private static String beginning(String name) {
    return switch (name) {
      case GuestStep.RunApplication.NAME -> "running";
      case GuestStep.AwaitHealth.NAME -> "waiting for it to succeed";
      default -> "installing";
    };
  }

  /**
   * Says whether all is done, once the command has ended.
   *
   * @throws ProvisionException when a step failed
   * @throws HypervisorException when the guest was not ready, or the script ended early
   */
  public void verify(CommandResult result) {
    Vmid vmid = script.vmid();
    Marker last = end.orElse(new Marker.Waiting(""));
    if (last instanceof Marker.Failed failed) {
      throw failure(vmid, failed);
    }
    if (last instanceof Marker.Unready unready) {
      throw new HypervisorException(
          "container " + vmid + ": " + Printable.line(unready.text(), OUTPUT_LENGTH),
          "look into it with \"pct enter " + vmid + "\", then run again");
    }
    if (!(last instanceof Marker.Finished) || !result.isSuccess()) {
      String errors = Printable.line(result.stderrText().strip(), OUTPUT_LENGTH);
      throw new HypervisorException(
          "container "
              + vmid
              + ": provisioning ended early with exit status "
              + result.exitCode()
              + (errors.isEmpty() ? "" : ": " + errors),
          "make sure that the container runs and has bash, then run again; it goes on where it"
              + " ended");
    }
  }

  private ProvisionException failure(Vmid vmid, Marker.Failed failed) {
    String name = name(failed.index());
    int code = failed.exitCode();
    String what =
        code == 137
            ? name + " was killed (exit status 137)"
            : name + " failed with exit status " + code;
    String hint =
        code == 137
            ? "give the container more memory if that ran out"
            : "mend what its output says";
    return new ProvisionException(
        vmid,
        name,
        code,
        what,
        hint
            + ", then run again, which goes on with "
            + name
            + "; all of its output is in "
            + ProvisionScript.LOGS
            + "/"
            + name
            + ".log inside of the container",
        output);
  }
}
