package ai.thinkheads.phoenix.proxmox.library;

import ai.thinkheads.phoenix.core.feature.Guide;
import ai.thinkheads.phoenix.core.feature.Parameter;
import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The Docker engine as a service, with {@code docker compose}. */
public final class DockerFeature extends LibraryFeature {

  private static final String AUTO = "auto";
  private static final String FUSE = "fuse-overlayfs";
  private static final String TOOLKIT = "1.17.8-1";

  /** The feature, as {@link java.util.ServiceLoader} finds it. */
  public DockerFeature() {
    super(
        "docker",
        "the Docker engine as a service, with docker compose",
        Guide.installing("the Docker engine, its command line and docker compose")
            .file(
                "/etc/docker/daemon.json",
                "limits of logs, runtime, storage driver and what daemon says; all else stays")
            .installs("the NVIDIA container toolkit when GPUs are assigned")
            .version("the packages of the distribution, or those of download.docker.com")
            .tested(
                IN_CONTAINERS
                    + "; other packages than Debian's, storage drivers and NVIDIA's toolkit with"
                    + " stand-ins"),
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
        Parameter.choice(
                "storage_driver",
                List.of(AUTO, "overlay2", FUSE, "vfs"),
                "how images are stored; auto leaves it to Docker and warns of vfs. Images stored by"
                    + " another driver are kept, but not seen")
            .orElse(AUTO),
        Parameter.text(
            "nvidia_toolkit",
            "([0-9][0-9A-Za-z.+~-]*)?",
            "a version like 1.17.8-1, or nothing",
            "the NVIDIA container toolkit; " + TOOLKIT + " when GPUs are assigned, else none"),
        Parameter.structure("daemon", "more keys for /etc/docker/daemon.json").orEmpty());
  }

  @Override
  public Attributes complete(Attributes given, Container container, Infrastructure infrastructure) {
    Attributes completed =
        given.get("nvidia_toolkit").isPresent()
            ? given
            : given.with("nvidia_toolkit", container.gpus().isNone() ? "" : TOOLKIT);
    return super.complete(completed, container, infrastructure);
  }

  /**
   * What Docker needs of a container: nesting; in an unprivileged one the kernel's key rings, which
   * Proxmox offers to unprivileged containers only; and FUSE for the storage driver that uses it.
   */
  @Override
  public Map<String, String> flags(Container container) {
    Map<String, String> flags = new LinkedHashMap<>(Map.of("nesting", "1"));
    if (container.unprivileged()) {
      flags.put("keyctl", "1");
    }
    if (usesFuse(container)) {
      flags.put("fuse", "1");
    }
    return flags;
  }

  private boolean usesFuse(Container container) {
    return container.features().stream()
        .filter(use -> use.name().equals(name()))
        .anyMatch(use -> use.parameters().text("storage_driver").filter(FUSE::equals).isPresent());
  }
}
