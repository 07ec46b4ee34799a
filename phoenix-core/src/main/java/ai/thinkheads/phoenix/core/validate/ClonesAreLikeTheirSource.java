package ai.thinkheads.phoenix.core.validate;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A clone has at least the disk of its source, since volumes never shrink, and the same privilege,
 * since that is fixed when a container is made.
 */
final class ClonesAreLikeTheirSource implements Rule {
  @Override
  public Stream<Problem> check(Infrastructure infrastructure, FeatureCatalog catalog) {
    return infrastructure.containers().values().stream()
        .flatMap(
            clone ->
                clone.cloneSource().flatMap(infrastructure::container).stream()
                    .flatMap(source -> check(clone, source).stream()));
  }

  private static List<Problem> check(Container clone, Container source) {
    List<Problem> problems = new ArrayList<>();
    if (clone.rootDisk().size().compareTo(source.rootDisk().size()) < 0) {
      problems.add(
          Paths.error(
              clone,
              "storage_size_gb",
              "disk of "
                  + clone.rootDisk().size()
                  + " is smaller than the "
                  + source.rootDisk().size()
                  + " of its source "
                  + source.vmid(),
              "use " + source.rootDisk().size() + " or more"));
    }
    if (clone.unprivileged() != source.unprivileged()) {
      problems.add(
          Paths.error(
              clone,
              "unprivileged",
              "is "
                  + (clone.unprivileged() ? "unprivileged" : "privileged")
                  + ", but its source "
                  + source.vmid()
                  + " is not, and a clone cannot change that",
              "make both alike, or create it from an image"));
    }
    return problems;
  }
}
