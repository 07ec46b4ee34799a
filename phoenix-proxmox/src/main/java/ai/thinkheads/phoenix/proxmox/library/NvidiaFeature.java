package ai.thinkheads.phoenix.proxmox.library;

import ai.thinkheads.phoenix.core.feature.Guide;
import ai.thinkheads.phoenix.core.feature.Parameter;
import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.NvidiaSoftware;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The user-space part of the NVIDIA driver, and the CUDA toolkit.
 *
 * <p>What its parameters do not say, the infrastructure's {@link NvidiaSoftware} does.
 */
public final class NvidiaFeature extends LibraryFeature {

  private static final String DOWNLOADS = "https://us.download.nvidia.com/XFree86/Linux-x86_64/";

  /** What the original orchestrator installed wherever there was a repository. */
  private static final String USUAL_TOOLKIT = "12-8";

  /** The feature, as {@link java.util.ServiceLoader} finds it. */
  public NvidiaFeature() {
    super(
        "nvidia",
        "the NVIDIA driver's user-space part and the CUDA toolkit",
        Guide.installing(
                "NVIDIA's driver libraries without kernel modules",
                "the CUDA toolkit when asked for")
            .version("the driver of the node, so that both agree")
            .version(
                "CUDA toolkit 12-8 where there is a repository, unless cuda_toolkit says another")
            .tested(WITH_STAND_INS),
        Parameter.text(
                "driver_version",
                "[0-9]+(\\.[0-9]+){1,2}",
                "a version like 580.76.05",
                "the driver version that the node runs")
            .mandatory(),
        Parameter.text("runfile_url", "the driver installer; NVIDIA's own by default"),
        Parameter.text("runfile_sha256", "([0-9a-f]{64})?", "64 hexadecimal digits", "its checksum")
            .orEmpty(),
        Parameter.text(
                "repo_url",
                "((https?|ftp)://[^\\s]+/)?",
                "a URL that ends with /",
                "the CUDA repository")
            .orEmpty(),
        Parameter.text(
            "cuda_toolkit",
            "([0-9]+-[0-9]+)?",
            "a version like 12-8, or nothing",
            "the CUDA toolkit; " + USUAL_TOOLKIT + " where there is a repository, else none"));
  }

  @Override
  public Attributes complete(Attributes given, Container container, Infrastructure infrastructure) {
    NvidiaSoftware software = infrastructure.nvidia();
    Attributes completed = given;
    completed = orElse(completed, "driver_version", software.driverVersion());
    completed = orElse(completed, "runfile_url", runfile(given, software, completed));
    completed = orElse(completed, "repo_url", software.repositoryUrl());
    boolean repository = completed.text("repo_url").filter(url -> !url.isEmpty()).isPresent();
    completed = orElse(completed, "cuda_toolkit", Optional.of(repository ? USUAL_TOOLKIT : ""));
    return super.complete(completed, container, infrastructure);
  }

  /** The infrastructure's installer, unless this container is given another version. */
  private static Optional<String> runfile(
      Attributes given, NvidiaSoftware software, Attributes completed) {
    Optional<String> version = completed.text("driver_version");
    boolean same =
        given.get("driver_version").isEmpty() || version.equals(software.driverVersion());
    return software
        .runfileUrl()
        .filter(url -> same)
        .or(() -> version.map(v -> DOWNLOADS + v + "/NVIDIA-Linux-x86_64-" + v + ".run"));
  }

  private static Attributes orElse(Attributes given, String name, Optional<String> value) {
    return value.isEmpty() || given.get(name).isPresent() ? given : given.with(name, value.get());
  }

  @Override
  public List<Problem> check(String path, Attributes completed) {
    List<Problem> problems = new ArrayList<>(super.check(path, completed));
    boolean toolkit = completed.text("cuda_toolkit").filter(text -> !text.isEmpty()).isPresent();
    boolean repository = completed.text("repo_url").filter(text -> !text.isEmpty()).isPresent();
    if (toolkit && !repository) {
      problems.add(
          Problem.error(
              path + ".cuda_toolkit",
              "there is no repository to install it from",
              "say nvidia_repo_url for all guests, or repo_url for this one"));
    }
    return problems;
  }
}
