package ai.thinkheads.phoenix.core.model;

import java.util.Optional;

/**
 * Where guests get their NVIDIA software from, and which.
 *
 * @param driverVersion the driver version of the host, which guests must match; absent when unsaid
 * @param repositoryUrl the CUDA repository, ending with {@code /}; absent when unsaid
 * @param runfileUrl the driver installer; absent when unsaid
 */
public record NvidiaSoftware(
    Optional<String> driverVersion, Optional<String> repositoryUrl, Optional<String> runfileUrl) {

  private static final NvidiaSoftware UNSAID =
      new NvidiaSoftware(Optional.empty(), Optional.empty(), Optional.empty());

  /** Nothing is said. */
  public static NvidiaSoftware unsaid() {
    return UNSAID;
  }
}
