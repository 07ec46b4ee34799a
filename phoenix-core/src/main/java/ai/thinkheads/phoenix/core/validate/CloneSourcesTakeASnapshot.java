package ai.thinkheads.phoenix.core.validate;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.stream.Stream;

/** What a container is cloned from is part of the definition, and takes a template snapshot. */
final class CloneSourcesTakeASnapshot implements Rule {
  @Override
  public Stream<Problem> check(Infrastructure infrastructure, FeatureCatalog catalog) {
    return infrastructure.containers().values().stream()
        .flatMap(
            container ->
                container.cloneSource().stream()
                    .flatMap(source -> check(infrastructure, container, source)));
  }

  private static Stream<Problem> check(
      Infrastructure infrastructure, Container container, Vmid source) {
    if (infrastructure.container(source).isEmpty()) {
      return Stream.of(
          Paths.error(
              container,
              "clone_from_ctid",
              "is cloned from " + source + ", which is not defined",
              "define " + source + ", or clone from another container"));
    }
    Container template = infrastructure.containers().get(source);
    return template.isTemplate()
        ? Stream.empty()
        : Stream.of(
            Paths.error(
                container,
                "clone_from_ctid",
                "is cloned from " + template.title() + ", which takes no template snapshot",
                "give " + source + " a template_snapshot_name"));
  }
}
