package ai.thinkheads.phoenix.proxmox.library;

import ai.thinkheads.phoenix.core.feature.Guide;
import ai.thinkheads.phoenix.core.feature.Parameter;
import ai.thinkheads.phoenix.core.model.Container;
import java.util.List;
import java.util.Map;

/** The Docker engine as a service, with {@code docker compose}. */
public final class DockerFeature extends LibraryFeature {

  /** The feature, as {@link java.util.ServiceLoader} finds it. */
  public DockerFeature() {
    super(
        "docker",
        "the Docker engine as a service, with docker compose",
        Guide.installing("the Docker engine, its command line and docker compose")
            .file("/etc/docker/daemon.json", "limits of logs and what daemon says; all else stays")
            .version("the packages of the distribution, or those of download.docker.com")
            .tested(WITH_STAND_INS),
        Parameter.choice(
                "source",
                List.of("distribution", "docker"),
                "whose packages: those of Debian or Ubuntu, or those of download.docker.com")
            .orElse("distribution"),
        Parameter.text(
                "version",
                "([0-9][0-9A-Za-z.+~-]*)?",
                "a version like 27.5.1 or 27.5, or nothing",
                "the version, held back from upgrades; nothing for what the source offers")
            .orEmpty(),
        Parameter.flag("compose", "whether \"docker compose\" is installed").orElse(true),
        Parameter.text(
                "log_max_size",
                "[1-9][0-9]*[kmg]",
                "a number with k, m or g, like 10m",
                "the size at which the log of a container is rotated")
            .orElse("10m"),
        Parameter.whole("log_max_files", 1, 1000, "how many logs are kept for each container")
            .orElse(3),
        Parameter.structure("daemon", "more keys for /etc/docker/daemon.json").orEmpty());
  }

  /**
   * What Docker needs of a container: nesting, and in an unprivileged one the kernel's key rings,
   * which Proxmox offers to unprivileged containers only.
   */
  @Override
  public Map<String, String> flags(Container container) {
    return container.unprivileged()
        ? Map.of("nesting", "1", "keyctl", "1")
        : Map.of("nesting", "1");
  }
}
