package ai.thinkheads.phoenix.proxmox;

import ai.thinkheads.phoenix.core.HypervisorException;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Action;
import ai.thinkheads.phoenix.core.state.GuestConfig;
import ai.thinkheads.phoenix.core.state.ObservationScope;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.PropertyString;
import ai.thinkheads.phoenix.proxmox.guest.ProvisionProgress;
import ai.thinkheads.phoenix.proxmox.guest.ProvisionScript;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The carrying out of one action: its command, repeated while it has to wait, and its effect. */
final class Performance {

  private static final Logger LOG = LoggerFactory.getLogger(Performance.class);

  /** The pauses while another operation is waited for: five minutes in all. */
  static final List<Duration> PAUSES =
      List.of(1, 2, 4, 8, 15, 30, 30, 30, 30, 30, 30, 30, 30, 30).stream()
          .map(Duration::ofSeconds)
          .toList();

  /** The pauses while HA moves a container, with all that is copied: half an hour in all. */
  static final List<Duration> LONG_PAUSES =
      Stream.concat(PAUSES.stream(), Collections.nCopies(50, Duration.ofSeconds(30)).stream())
          .toList();

  private final HostShell shell;
  private final Pause pause;
  private final Action action;
  private final Consumer<String> progress;

  Performance(HostShell shell, Pause pause, Action action, Consumer<String> progress) {
    this.shell = shell;
    this.pause = pause;
    this.action = action;
    this.progress = progress;
  }

  /**
   * Carries it out.
   *
   * @throws HypervisorException when that failed, or its outcome is unknown
   */
  void run() {
    if (action instanceof Action.Provision provision) {
      provision(ProvisionScript.of(provision));
      return;
    }
    CommandResult result = runUntilJudged(command());
    verify(result);
  }

  private Command command() {
    return ActionCommands.of(
        action instanceof Action.MountVolumes mount ? withVolumes(mount) : action);
  }

  /** Reads what the volumes are called by now. */
  private Action withVolumes(Action.MountVolumes mount) {
    GuestConfig config =
        guest(mount.vmid())
            .map(ObservedGuest::config)
            .orElseThrow(() -> missing(mount, "container " + mount.vmid()));
    SortedMap<String, String> options = new TreeMap<>();
    mount
        .mounts()
        .forEach(
            (key, value) -> {
              PropertyString now =
                  config
                      .current()
                      .option(key)
                      .map(PropertyString::parse)
                      .orElseThrow(() -> missing(mount, key));
              Map<String, String> parts = new LinkedHashMap<>(PropertyString.parse(value).parts());
              now.get("size").ifPresent(size -> parts.put("size", size));
              options.put(key, new PropertyString(now.first(), parts).toString());
            });
    return new Action.Configure(
        mount.vmid(), options, new TreeSet<>(), Optional.of(config.digest()));
  }

  private static HypervisorException missing(Action action, String what) {
    return new HypervisorException(
        "container " + action.vmid() + ": " + what + " does not exist any more", "plan again");
  }

  private void provision(ProvisionScript script) {
    ProvisionProgress follower = new ProvisionProgress(script, progress);
    follower.verify(shell.run(script.command(), follower));
  }

  private CommandResult runUntilJudged(Command command) {
    Iterator<Duration> pauses = PAUSES.iterator();
    while (true) {
      CommandResult result = shell.run(command);
      Verdict verdict = Judgement.of(action, command, result);
      if (verdict instanceof Verdict.Done) {
        warn(result);
        return result;
      } else if (verdict instanceof Verdict.Failed failed) {
        throw failed.failure();
      }
      Verdict.TryAgain again = (Verdict.TryAgain) verdict;
      if (!pauses.hasNext()) {
        throw again.failure();
      }
      progress.accept(again.reason());
      pause(pauses.next());
    }
  }

  private void warn(CommandResult result) {
    String said = Stderr.excerpt(result.stderrText());
    if (result.isSuccess() && !said.isEmpty()) {
      LOG.warn("container {}: {}", action.vmid(), said);
    }
  }

  /** Makes sure of effects that an exit status does not vouch for. */
  private void verify(CommandResult result) {
    if (action instanceof Action.GrowVolume grow && !hasSize(grow) && !hasSizeOnceRead(grow)) {
      throw new HypervisorException(
          "container " + grow.vmid() + ": " + grow.volume() + " did not grow to " + grow.size(),
          "see the log of the task on the node, then run again");
    }
    // A guest that HA manages is started, stopped and moved by HA, after the command has returned.
    if (result.stdoutText().contains("Requesting HA ")) {
      progress.accept("waiting for HA");
      boolean shallRun = action instanceof Action.Start;
      awaitGuest(
          action instanceof Action.Migrate migrate
              ? guest -> hasArrived(guest, migrate)
              : guest -> guest.running() == shallRun);
    }
  }

  /** Whether it is started on another node, is nothing that this one knows by itself. */
  private boolean hasArrived(ObservedGuest guest, Action.Migrate migrate) {
    return guest.node().equals(migrate.target())
        && guest.config().lock().isEmpty()
        && (!migrate.restart()
            || shell
                .run(Command.of("ha-manager", "status"))
                .stdoutText()
                .contains("ct:" + migrate.vmid() + " (" + migrate.target() + ", started)"));
  }

  private boolean hasSize(Action.GrowVolume grow) {
    return guest(grow.vmid())
        .flatMap(guest -> guest.config().current().option(grow.volume()))
        .flatMap(volume -> PropertyString.parse(volume).size())
        .map(size -> size.compareTo(grow.size()) >= 0)
        .orElse(false);
  }

  /** A killed resize leaves a volume that has grown, and a configuration that does not know it. */
  private boolean hasSizeOnceRead(Action.GrowVolume grow) {
    shell.run(Command.of("pct", "rescan", "--vmid", grow.vmid().toString()));
    return hasSize(grow);
  }

  private void awaitGuest(Predicate<ObservedGuest> condition) {
    for (Duration time : action instanceof Action.Migrate ? LONG_PAUSES : PAUSES) {
      if (guest(action.vmid()).filter(condition).isPresent()) {
        return;
      }
      pause(time);
    }
    throw new HypervisorException(
        "container " + action.vmid() + ": HA has not carried out the request in time",
        "see: ha-manager status");
  }

  private Optional<ObservedGuest> guest(Vmid vmid) {
    return Optional.ofNullable(
        Observation.of(shell, ObservationScope.outside()).guests().get(vmid));
  }

  private void pause(Duration time) {
    try {
      pause.of(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HypervisorException(
          "container " + action.vmid() + ": interrupted while waiting", "run again", e);
    }
  }
}
