package ai.thinkheads.phoenix.proxmox.library;

import ai.thinkheads.phoenix.core.feature.Guide;
import ai.thinkheads.phoenix.core.feature.Parameter;
import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.PortainerRole;
import java.util.List;

/**
 * Portainer's server or agent, as a Docker container. A guest whose role is to be one of these gets
 * it without asking.
 */
public final class PortainerFeature extends DockerImageFeature {

  private static final String SERVER = "server";
  private static final String AGENT = "agent";

  /** The feature, as {@link java.util.ServiceLoader} finds it. */
  public PortainerFeature() {
    super(
        "portainer",
        "Portainer's server or agent, as a Docker container",
        Guide.installing("a Docker container with a volume for its data")
            .port("9443/tcp", "the server's pages and API")
            .port("9001/tcp", "the agent")
            .version("2.27.9 unless told otherwise")
            .tested(WITH_STAND_INS),
        Parameter.choice("role", List.of(SERVER, AGENT), "which of the two").mandatory(),
        Parameter.text(
            "image", "the image without its version; Portainer's own for the role by default"),
        Parameter.text(
                "version",
                "[A-Za-z0-9_][A-Za-z0-9_.-]*",
                "a version like 2.27.9",
                "the version of the image")
            .orElse("2.27.9"),
        Parameter.whole(
            "port", 1, 65535, "the port on the guest; 9443 for a server, 9001 for an agent"));
  }

  @Override
  public boolean isImpliedBy(Container container) {
    return container
        .portainerRole()
        .filter(role -> role == PortainerRole.SERVER || role == PortainerRole.AGENT)
        .isPresent();
  }

  @Override
  public Attributes complete(Attributes given, Container container, Infrastructure infrastructure) {
    Attributes completed = given;
    if (given.get("role").isEmpty() && isImpliedBy(container)) {
      completed = completed.with("role", container.portainerRole().orElseThrow().word());
    }
    boolean agent = completed.text("role").filter(AGENT::equals).isPresent();
    if (given.get("image").isEmpty()) {
      completed = completed.with("image", agent ? "portainer/agent" : "portainer/portainer-ce");
    }
    if (given.get("port").isEmpty()) {
      completed = completed.with("port", agent ? 9001 : 9443);
    }
    return super.complete(completed, container, infrastructure);
  }
}
