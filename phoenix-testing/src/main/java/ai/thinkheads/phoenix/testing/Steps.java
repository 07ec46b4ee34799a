package ai.thinkheads.phoenix.testing;

import ai.thinkheads.phoenix.core.plan.Action;
import ai.thinkheads.phoenix.core.plan.GuestStep;

/**
 * The steps that plans can have, for static import: {@code
 * runs(cloneInto(950)).after(snapshot(901))}.
 */
public final class Steps {

  /** The container is made from an image. */
  public static ExpectedStep createFromImage(int vmid) {
    return outside(vmid, "create", Action.CreateContainer.class);
  }

  /** The container is made as a clone. (The bare verb would be hidden by {@link Object#clone}.) */
  public static ExpectedStep cloneInto(int vmid) {
    return outside(vmid, "clone", Action.CloneContainer.class);
  }

  /** Options of the container are changed. */
  public static ExpectedStep configure(int vmid) {
    return outside(vmid, "configure", Action.Configure.class);
  }

  /** A volume of the container is grown. */
  public static ExpectedStep grow(int vmid) {
    return outside(vmid, "grow", Action.GrowVolume.class);
  }

  /** A folder of the node is made, for the container to mount. */
  public static ExpectedStep makeDirectory(int vmid) {
    return outside(vmid, "make a folder for", Action.MakeDirectory.class);
  }

  /** The firewall file of the container is written. */
  public static ExpectedStep writeFirewall(int vmid) {
    return outside(vmid, "write the firewall of", Action.WriteFirewall.class);
  }

  /** The container is started. */
  public static ExpectedStep start(int vmid) {
    return outside(vmid, "start", Action.Start.class);
  }

  /** The container is restarted. */
  public static ExpectedStep restart(int vmid) {
    return outside(vmid, "restart", Action.Restart.class);
  }

  /** The container is moved to another node. */
  public static ExpectedStep migrate(int vmid) {
    return outside(vmid, "migrate", Action.Migrate.class);
  }

  /** The container is shut down. */
  public static ExpectedStep shutdown(int vmid) {
    return outside(vmid, "shut down", Action.Shutdown.class);
  }

  /** A snapshot of the container is taken. */
  public static ExpectedStep snapshot(int vmid) {
    return outside(vmid, "snapshot", Action.TakeSnapshot.class);
  }

  /** The container is destroyed. */
  public static ExpectedStep destroy(int vmid) {
    return outside(vmid, "destroy", Action.Destroy.class);
  }

  /** That feature is installed in the container. */
  public static ExpectedStep install(int vmid, String feature) {
    return new ExpectedStep(
        vmid,
        "install " + feature + " in " + vmid,
        deed ->
            deed.inside()
                .filter(GuestStep.InstallFeature.class::isInstance)
                .filter(step -> step.name().equals(feature))
                .isPresent());
  }

  /** The application script of the container is run. */
  public static ExpectedStep runApplication(int vmid) {
    return inside(vmid, "run the application script of", GuestStep.RunApplication.class);
  }

  /** The health of the container is awaited. */
  public static ExpectedStep awaitHealth(int vmid) {
    return inside(vmid, "await the health of", GuestStep.AwaitHealth.class);
  }

  private static ExpectedStep outside(int vmid, String verb, Class<? extends Action> kind) {
    return new ExpectedStep(vmid, verb + " " + vmid, deed -> kind.isInstance(deed.step().action()));
  }

  private static ExpectedStep inside(int vmid, String verb, Class<? extends GuestStep> kind) {
    return new ExpectedStep(
        vmid, verb + " " + vmid, deed -> deed.inside().filter(kind::isInstance).isPresent());
  }

  private Steps() {}
}
