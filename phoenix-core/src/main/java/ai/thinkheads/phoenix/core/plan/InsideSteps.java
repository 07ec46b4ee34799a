package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What is done inside a container, and the starts and stops that this needs. */
final class InsideSteps {

  private final GuestGoal goal;
  private final Container container;
  private final Vmid vmid;
  private final StepList list;
  private final boolean startImplied;
  private boolean running;

  /**
   * @param startImplied whether its start needs no mention, because it is made or shut down by the
   *     same plan
   */
  InsideSteps(GuestGoal goal, StepList list, boolean startImplied) {
    this.goal = goal;
    this.container = goal.container();
    this.vmid = container.vmid();
    this.list = list;
    this.startImplied = startImplied;
  }

  /**
   * Starts or restarts the container where that is needed, and does inside of it what is missing.
   *
   * @param runs whether it runs now
   * @param shallRun whether it shall run even when there is nothing to do inside
   * @param restart whether it is restarted so that pending changes come into force
   * @param missing what is not known to be done inside
   */
  void makeTrue(boolean runs, boolean shallRun, boolean restart, List<GuestStep> missing) {
    running = runs;
    boolean booted = false;
    if (runs && restart) {
      list.add(new Action.Restart(vmid), "brings pending changes into force", Effect.RESTART);
      booted = true;
    }
    List<GuestStep> work = withHealthAfter(missing, booted || !runs);
    if (!runs && (shallRun || !work.isEmpty())) {
      if (!startImplied) {
        list.tell("state", "stopped → running", Effect.LIVE);
      }
      list.add(new Action.Start(vmid), startReason(work), Effect.LIVE);
      running = true;
    }
    if (!work.isEmpty()) {
      tellInside(work);
      list.add(new Action.Provision(vmid, work), names(work), Effect.LIVE);
    }
  }

  /** A check is made again after every boot and every installation. */
  private List<GuestStep> withHealthAfter(List<GuestStep> missing, boolean booted) {
    List<GuestStep> work = new ArrayList<>(missing);
    work.removeIf(GuestStep.AwaitHealth.class::isInstance);
    boolean checkMissing = work.size() < missing.size();
    if (checkMissing || !work.isEmpty() || (booted && !container.isTemplate())) {
      work.addAll(goal.healthSteps());
    }
    return work;
  }

  private String startReason(List<GuestStep> work) {
    return container.isTemplate() ? "to install " + names(work) : "is stopped";
  }

  private void tellInside(List<GuestStep> work) {
    String features =
        work.stream()
            .filter(GuestStep.InstallFeature.class::isInstance)
            .map(GuestStep::name)
            .collect(Collectors.joining(", "));
    if (!features.isEmpty()) {
      list.tell("features", features, Effect.LIVE);
    }
    for (GuestStep step : work) {
      if (step instanceof GuestStep.RunApplication application) {
        String again = application.rerun() ? " again, as asked for" : "";
        list.tell("application", application.script().name() + again, Effect.LIVE);
      } else if (step instanceof GuestStep.AwaitHealth health) {
        list.tell("health check", health.check().text(), Effect.LIVE);
      }
    }
  }

  /** Shuts a template down and takes the snapshot that others are cloned from. */
  void takeTemplateSnapshot(Fingerprint lineage) {
    container
        .templateSnapshot()
        .ifPresent(
            name -> {
              if (running) {
                list.add(new Action.Shutdown(vmid), "a template is copied at rest", Effect.LIVE);
              }
              list.tell("snapshot", name, Effect.LIVE);
              list.add(
                  new Action.TakeSnapshot(vmid, name, TemplateSnapshot.remark(lineage)),
                  "others are cloned from it",
                  Effect.LIVE);
            });
  }

  private static String names(List<GuestStep> work) {
    return work.stream().map(GuestStep::name).collect(Collectors.joining(", "));
  }
}
