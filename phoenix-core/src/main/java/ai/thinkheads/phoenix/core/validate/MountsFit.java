package ai.thinkheads.phoenix.core.validate;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.Mount;
import ai.thinkheads.phoenix.core.model.SharedVolume;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Mounts have different paths, templates have no bind mounts (they could be neither snapshotted nor
 * cloned), and shared volumes name containers that are defined.
 */
final class MountsFit implements Rule {
  @Override
  public Stream<Problem> check(Infrastructure infrastructure, FeatureCatalog catalog) {
    return Stream.concat(
        infrastructure.containers().values().stream()
            .flatMap(container -> check(infrastructure, container).stream()),
        infrastructure.host().sharedVolumes().values().stream()
            .flatMap(volume -> unknownContainers(infrastructure, volume)));
  }

  private static List<Problem> check(Infrastructure infrastructure, Container container) {
    List<Problem> problems = new ArrayList<>();
    Set<String> paths = new HashSet<>();
    List<Mount> shared = infrastructure.host().mountsOf(container.vmid());
    for (Mount mount : Stream.concat(shared.stream(), container.mounts().stream()).toList()) {
      if (!paths.add(mount.path())) {
        problems.add(
            Paths.error(
                container,
                "mount_points",
                "mounts two things at " + mount.path(),
                "give one of them another path"));
      }
      if (container.isTemplate() && mount instanceof Mount.Bind bind) {
        problems.add(
            Paths.error(
                container,
                "template_snapshot_name",
                "mounts " + bind.source() + " of the node, so Proxmox takes no snapshot of it",
                "mount it into the clones instead"));
      }
    }
    return problems;
  }

  private static Stream<Problem> unknownContainers(
      Infrastructure infrastructure, SharedVolume volume) {
    return volume.mounts().keySet().stream()
        .filter(vmid -> infrastructure.container(vmid).isEmpty())
        .map(
            vmid ->
                Problem.warning(
                    "shared_volumes." + volume.name() + ".mounts." + vmid,
                    "shared volume \""
                        + volume.name()
                        + "\" names container "
                        + vmid
                        + ", which is not defined",
                    "define it, or take it out of the mounts"));
  }
}
