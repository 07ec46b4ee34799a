package ai.thinkheads.phoenix.proxmox.library;

import ai.thinkheads.phoenix.core.feature.Guide;
import ai.thinkheads.phoenix.core.feature.Parameter;
import java.util.Set;

/** A feature that runs as a Docker container in the guest, and so requires Docker there. */
abstract class DockerImageFeature extends LibraryFeature {

  DockerImageFeature(String name, String summary, Guide guide, Parameter... parameters) {
    super(name, summary, guide, parameters);
  }

  /** Which image; without its version. */
  static Parameter image(String usual) {
    return Parameter.text(
            "image", "[a-z0-9][A-Za-z0-9._:/-]*", "an image without version", "the image")
        .orElse(usual);
  }

  /** Which version of the image; one that moves is none. */
  static Parameter version(String usual) {
    return Parameter.text(
            "version",
            "(?!latest$|main$)[A-Za-z0-9_][A-Za-z0-9_.-]*",
            "a version like " + usual,
            "the version of the image")
        .orElse(usual);
  }

  /** Which folder of the guest is mounted into the container and outlives it. */
  static Parameter data(String usual) {
    return Parameter.text(
            "data",
            "(/[A-Za-z0-9._-]+)+",
            "a path from the root, of letters, digits, '.', '_' and '-'",
            "the folder of the guest that keeps its data")
        .orElse(usual);
  }

  @Override
  public final Set<String> requires() {
    return Set.of("docker");
  }
}
