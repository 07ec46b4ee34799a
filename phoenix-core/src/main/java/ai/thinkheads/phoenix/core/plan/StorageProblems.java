package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.ContainerOption;
import ai.thinkheads.phoenix.core.model.ContainerSource;
import ai.thinkheads.phoenix.core.problem.Suggestions;
import ai.thinkheads.phoenix.core.state.NodeSupply;
import ai.thinkheads.phoenix.core.state.ObservedNode;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.state.Storage;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What of storages, images and hook scripts a container needs and its node does not have. */
final class StorageProblems {

  /** Storages that cannot snapshot containers ({@code volume_has_feature} of pve-storage). */
  private static final Set<String> WITHOUT_SNAPSHOTS =
      Set.of("dir", "nfs", "cifs", "cephfs", "lvm", "iscsi", "iscsidirect", "pbs", "esxi");

  /** Whether it cannot take snapshots of containers. */
  static boolean isWithoutSnapshots(Storage storage) {
    return WITHOUT_SNAPSHOTS.contains(storage.type());
  }

  private static final int SUGGESTED = 3;

  private final Container container;
  private final ObservedState observed;
  private final Findings findings;
  private final String node;

  StorageProblems(Container container, ObservedState observed, Findings findings) {
    this.container = container;
    this.observed = observed;
    this.findings = findings;
    this.node = observed.node().name();
  }

  /** Of a storage that holds one of its volumes. */
  void volume(String key, String id) {
    Optional<Storage> storage = usable(key, id, "rootdir", "holds no containers");
    if (storage.isPresent() && container.isTemplate() && isWithoutSnapshots(storage.get())) {
      findings.error(
          key,
          "storage "
              + id
              + " of type "
              + storage.get().type()
              + " cannot take the template's snapshot",
          "put the template on a ZFS, LVM-thin, Ceph RBD or btrfs storage");
    }
  }

  private Optional<Storage> usable(String key, String id, String content, String otherwise) {
    Storage storage = observed.storages().get(id);
    if (storage == null) {
      findings.error(
          key,
          "storage " + id + " does not exist on " + node + elsewhere(id),
          "choose from "
              + observed.storages().values().stream()
                  .filter(one -> one.content().contains(content))
                  .map(Storage::id)
                  .toList()
              + ", or make it available there");
      return Optional.empty();
    } else if (storage.disabled()) {
      findings.error(
          key, "storage " + id + " is disabled", "enable it: pvesm set " + id + " --disable 0");
      return Optional.empty();
    } else if (!storage.content().contains(content)) {
      findings.error(
          key,
          "storage " + id + " " + otherwise + " (only " + storage.content() + ")",
          "add the content type " + content + " to it, or choose another storage");
      return Optional.empty();
    }
    return Optional.of(storage);
  }

  private String elsewhere(String id) {
    List<String> nodes =
        observed.nodes().values().stream()
            .filter(other -> other.storages().containsKey(id))
            .map(ObservedNode::name)
            .toList();
    return nodes.isEmpty() ? "" : ", only on " + String.join(", ", nodes);
  }

  /** Of the image that it is made from. */
  void image() {
    if (container.source() instanceof ContainerSource.Image image) {
      String volume = image.volume();
      if (volume.startsWith("/")) {
        if (!observed.paths().contains(volume)) {
          missing(image, "local");
        }
      } else if (!observed.images().contains(volume)) {
        String storage = storageOf(volume);
        if (usable("template", storage, "vztmpl", "holds no images").isPresent()) {
          missing(image, storage);
        }
      }
    }
  }

  private void missing(ContainerSource.Image image, String storage) {
    List<String> others = Suggestions.mostAlike(image.volume(), observed.images(), SUGGESTED);
    findings.error(
        "template",
        "image " + image + " does not exist on " + node,
        "download it with: pveam download "
            + storage
            + " "
            + image.fileName()
            + (others.isEmpty() ? "" : "; or use one that is there: " + String.join(", ", others)));
  }

  /** Of the script that is called when it starts and stops. */
  void hookscript() {
    Optional<NodeSupply> supply = observed.condition().supply();
    Optional<String> script =
        container.options().get(ContainerOption.HOOKSCRIPT).filter(volume -> !volume.isEmpty());
    if (supply.isEmpty() || script.isEmpty()) {
      return;
    }
    Boolean executable = supply.get().snippets().get(script.get());
    Storage storage = observed.storages().get(storageOf(script.get()));
    String path =
        storage == null
            ? ""
            : storage.path().orElse("") + "/snippets" + script.get().replaceFirst("[^/]*", "");
    if (executable == null) {
      findings.error(
          "hookscript",
          "hook script " + script.get() + " does not exist on " + node,
          storage == null ? "choose a storage that holds snippets" : "put it there as " + path);
    } else if (!executable) {
      findings.error(
          "hookscript",
          "hook script " + script.get() + " may not be executed",
          "run: chmod +x " + path);
    }
  }

  private static String storageOf(String volume) {
    return volume.replaceFirst(":.*", "");
  }
}
