package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.state.ConfigSection;
import ai.thinkheads.phoenix.core.state.GuestConfig;
import ai.thinkheads.phoenix.core.state.PropertyString;
import ai.thinkheads.phoenix.core.state.RawRow;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What of a node is named by the configurations and the actions of its guests. */
final class NamedThings {

  private final SortedSet<String> storages = new TreeSet<>();
  private final SortedSet<String> bridges = new TreeSet<>();
  private final SortedSet<String> images = new TreeSet<>();
  private final SortedSet<String> files = new TreeSet<>();
  private final SortedSet<String> pools = new TreeSet<>();

  void add(Action action) {
    if (action instanceof Action.CreateContainer create) {
      addVolume(create.image());
      images.add(create.image());
      create.options().forEach(this::add);
    } else if (action instanceof Action.CloneContainer clone) {
      storages.add(clone.storage());
    } else if (action instanceof Action.Configure configure) {
      configure.options().forEach(this::add);
    } else if (action instanceof Action.WriteRows write) {
      add(write.rows());
    } else if (action instanceof Action.JoinPool join) {
      pools.add(join.pool());
    }
  }

  void add(GuestConfig config) {
    for (ConfigSection section : List.of(config.current(), config.pending())) {
      section.options().forEach(this::add);
      add(section.rawRows());
    }
  }

  private void add(String key, String value) {
    PropertyString parts = PropertyString.parse(value);
    switch (OptionText.kind(key)) {
      case "net" -> parts.get("bridge").ifPresent(bridges::add);
      case "rootfs", "mp" -> addVolume(parts.first());
      case "pool" -> pools.add(value);
      case "hookscript" -> images.add(value);
      case "dev" -> files.add(parts.get("path").orElse(parts.first()));
      default -> {}
    }
  }

  private void addVolume(String volume) {
    if (volume.startsWith("/")) {
      files.add(volume);
    } else {
      storages.add(volume.replaceFirst(":.*", ""));
    }
  }

  /** GPUs may be given by rows. */
  private void add(List<RawRow> rows) {
    rows.stream()
        .flatMap(row -> Stream.of(row.value().split("[ ,]+", -1)))
        .filter(word -> word.startsWith("/dev/"))
        .forEach(files::add);
  }

  SortedSet<String> storages() {
    return storages;
  }

  SortedSet<String> bridges() {
    return bridges;
  }

  SortedSet<String> pools() {
    return pools;
  }

  /** Of containers, and of hook scripts, as volume ids. */
  SortedSet<String> images() {
    return images;
  }

  /** Absolute paths: images, sources of bind mounts, devices. */
  SortedSet<String> files() {
    return files;
  }
}
