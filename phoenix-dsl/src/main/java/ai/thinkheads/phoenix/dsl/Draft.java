package ai.thinkheads.phoenix.dsl;

import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.ContainerSource;
import ai.thinkheads.phoenix.core.model.RootDisk;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What a block has said about a guest so far. Each word is checked by the model as it is said, so a
 * wrong value fails in its own call.
 */
final class Draft {

  private static final RootDisk UNSAID = new RootDisk("unsaid", ByteSize.gib(1));

  private final String title;
  private Container container;
  private final Map<String, Object> said = new LinkedHashMap<>();
  private final Map<String, Problem> missing = new LinkedHashMap<>();
  private final Set<GuestDef> needs = new LinkedHashSet<>();
  private final Map<SharedVolumeDef, String> sharedMounts = new LinkedHashMap<>();

  private Draft(String title, Container container) {
    this.title = title;
    this.container = container;
    require("network", "has no network", "add .network(...)");
  }

  /** A guest that is made from an image, about which nothing is said yet. */
  static Draft of(String kind, int vmid, String name, ContainerSource.Image image) {
    String title = title(kind, vmid, name);
    Draft draft =
        new Draft(
            title,
            UserLine.check(
                title, () -> Container.builder(Vmid.of(vmid), name, image, UNSAID).build()));
    draft.require("disk storage", "has no disk on a storage", "add .disk(STORAGE, SIZE)");
    return draft;
  }

  /** A guest that is so far exactly what a full clone would be. */
  static Draft cloneOf(String kind, int vmid, String name, TemplateDef template) {
    String title = title(kind, vmid, name);
    Draft draft =
        new Draft(title, UserLine.check(title, () -> copy(vmid, name, template.container())));
    draft.need(template);
    return draft;
  }

  private static Container copy(int vmid, String name, Container template) {
    Container.Builder builder =
        Container.builder(
                Vmid.of(vmid),
                name,
                new ContainerSource.Clone(template.vmid()),
                template.rootDisk())
            .cores(template.cores())
            .memory(template.memory())
            .nameservers(template.nameservers())
            .unprivileged(template.unprivileged())
            .flags(template.flags());
    template.swap().ifPresent(builder::swap);
    return builder.build();
  }

  private static String title(String kind, int vmid, String name) {
    return kind + " " + vmid + " \"" + name + "\"";
  }

  /** What it amounts to so far. */
  Container container() {
    return container;
  }

  /** Demands that a part is said before the block closes. */
  void require(String part, String lack, String remedy) {
    missing.put(part, Problem.error("", title + " " + lack, remedy));
  }

  /** Notes that a part is said. */
  void say(String part) {
    missing.remove(part);
    said.putIfAbsent(part, part);
  }

  /** Notes that a part is said that can have only one value. */
  void once(String part, Object value) {
    missing.remove(part);
    Object before = said.putIfAbsent(part, value);
    if (before != null && !before.equals(value)) {
      throw UserLine.error(
          title + " says " + part + " twice, " + before + " and " + value, "keep one of them");
    }
  }

  /** Whether a part was said. */
  boolean hasSaid(String part) {
    return said.containsKey(part);
  }

  /** Changes what it amounts to. */
  void edit(Consumer<Container.Builder> edit) {
    container =
        UserLine.check(
            title,
            () -> {
              Container.Builder builder = container.toBuilder();
              edit.accept(builder);
              return builder.build();
            });
  }

  /** Refers to another guest, which then comes along. */
  void need(GuestDef guest) {
    needs.add(guest);
  }

  /** Mounts a shared volume. */
  void mount(SharedVolumeDef volume, String path) {
    SortedMap<Vmid, String> mount = new TreeMap<>(Map.of(container.vmid(), path));
    UserLine.check(title, () -> volume.mountedBy(mount));
    once("the mount of " + volume.name(), path);
    sharedMounts.put(volume, path);
  }

  /** The definition, now that the block is closed. */
  <T> T close(Constructor<T> constructor) {
    if (!missing.isEmpty()) {
      throw UserLine.error(List.copyOf(missing.values()));
    }
    return constructor.definition(container, needs, sharedMounts);
  }

  /** Makes a definition of its parts. */
  interface Constructor<T> {
    T definition(
        Container container, Collection<GuestDef> needs, Map<SharedVolumeDef, String> sharedMounts);
  }
}
