package ai.thinkheads.phoenix.core.validate;

import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.problem.Problem;

/** Where the parts of a definition stand in the JSON files; problems are located by it. */
public final class Paths {

  /** The place of a key of a guest. */
  public static String of(Vmid vmid, String key) {
    return "lxc_configs." + vmid + "." + key;
  }

  /** An error about one key of a container; the message begins with the container's title. */
  public static Problem error(Container container, String key, String message, String remedy) {
    return Problem.error(of(container.vmid(), key), container.title() + ": " + message, remedy);
  }

  /** A warning about one key of a container; the message begins with the container's title. */
  public static Problem warning(Container container, String key, String message, String remedy) {
    return Problem.warning(of(container.vmid(), key), container.title() + ": " + message, remedy);
  }

  private Paths() {}
}
