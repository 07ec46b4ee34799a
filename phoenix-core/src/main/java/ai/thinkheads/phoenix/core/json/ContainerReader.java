package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.ContainerSource;
import ai.thinkheads.phoenix.core.model.GpuAssignment;
import ai.thinkheads.phoenix.core.model.MountOptions;
import ai.thinkheads.phoenix.core.model.PortMapping;
import ai.thinkheads.phoenix.core.model.PortainerRole;
import ai.thinkheads.phoenix.core.model.RootDisk;
import ai.thinkheads.phoenix.core.model.Startup;
import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** Turns one entry of {@code lxc_configs} into a container. */
final class ContainerReader {

  /** Stands in for the other parts of a container while one part is tried out. */
  private static final RootDisk ANY_DISK = new RootDisk("local", ByteSize.gib(1));

  private static final ContainerSource ANY_SOURCE = new ContainerSource.Image("/image");

  private final Vmid vmid;
  private final Cursor entry;

  private ContainerReader(Vmid vmid, Cursor entry) {
    this.vmid = vmid;
    this.entry = entry;
  }

  /** The container, unless a problem was found. */
  static Optional<Container> read(Vmid vmid, Cursor entry) {
    return new ContainerReader(vmid, entry).read();
  }

  private Optional<Container> read() {
    Optional<String> name = entry.get("name").flatMap(at -> at.parse(this::checkedName));
    Optional<ContainerSource> source = source();
    Optional<RootDisk> disk = disk();
    Container.Builder builder =
        Container.builder(
            vmid, name.orElse("any"), source.orElse(ANY_SOURCE), disk.orElse(ANY_DISK));
    boolean sized = resources(builder);
    things(builder);
    new NetworkReader(entry).read(builder);
    new FeatureReader(entry).read(builder);
    new ServiceReader(entry).read(builder);
    tried("pool", builder, Cursor::text, Container.Builder::pool);
    tried("node", builder, Cursor::text, Container.Builder::node);
    NodeJson.read(entry, builder);
    builder.extras(entry.rest());
    return name.isPresent() && source.isPresent() && disk.isPresent() && sized
        ? entry.attempt(builder::build)
        : Optional.empty();
  }

  private String checkedName(String name) {
    return Container.builder(vmid, name, ANY_SOURCE, ANY_DISK).build().name();
  }

  private Optional<ContainerSource> source() {
    Optional<Cursor> template = entry.get("template");
    Optional<Cursor> origin = entry.get("clone_from_ctid");
    if (template.isPresent() && origin.isPresent()) {
      origin.get().error("stands beside template", "remove one of the two");
    } else if (template.isEmpty() && origin.isEmpty()) {
      String remedy = "add template (an image) or clone_from_ctid (a container)";
      entry.error("says nothing about what it is made from", remedy);
    }
    return template
        .flatMap(at -> at.<ContainerSource>parse(ContainerSource.Image::new))
        .or(() -> origin.flatMap(at -> at.parseDigits(this::origin)));
  }

  private ContainerSource origin(String digits) {
    return new ContainerSource.Clone(Vmid.parse(digits));
  }

  private Optional<RootDisk> disk() {
    Optional<String> storage =
        entry
            .get("storage_pool")
            .flatMap(at -> at.parse(name -> new RootDisk(name, ANY_DISK.size()).storage()));
    Optional<ByteSize> size =
        entry
            .get("storage_size_gb")
            .flatMap(
                at -> at.whole(gib -> new RootDisk(ANY_DISK.storage(), ByteSize.gib(gib)).size()));
    MountOptions options =
        entry.get("rootfs").map(MountOptionsJson::read).orElse(MountOptions.none());
    return storage.flatMap(
        name -> size.flatMap(bytes -> entry.attempt(() -> new RootDisk(name, bytes, options))));
  }

  private boolean resources(Container.Builder builder) {
    boolean memory =
        tried("memory_mb", builder, at -> at.whole(ByteSize::mib), Container.Builder::memory);
    boolean cores =
        tried("cores", builder, at -> at.whole(Math::toIntExact), Container.Builder::cores);
    tried("swap_mb", builder, at -> at.whole(ByteSize::mib), Container.Builder::swap);
    return memory && cores;
  }

  private void things(Container.Builder builder) {
    entry
        .get("unprivileged")
        .ifPresentOrElse(
            at -> at.truth().ifPresent(builder::unprivileged),
            () ->
                entry.warning(
                    "does not say whether it is unprivileged, so it is",
                    "add \"unprivileged\": true"));
    tried("gpu_assignment", builder, at -> at.parse(GpuAssignment::parse), Container.Builder::gpus);
    tried("portainer_role", builder, ContainerReader::role, Container.Builder::portainerRole);
    tried("template_snapshot_name", builder, Cursor::text, Container.Builder::templateSnapshot);
    tried("application_script", builder, Cursor::text, Container.Builder::applicationScript);
    startup().ifPresent(builder::startup);
    builder.dependencies(entry.list("dependencies", at -> at.parseDigits(Vmid::parse)));
    builder.ports(entry.list("ports", at -> at.parse(PortMapping::parse)));
  }

  /** Sets a part of the container when it has one and the container accepts it. */
  private <T> boolean tried(
      String key,
      Container.Builder builder,
      Function<Cursor, Optional<T>> reader,
      BiConsumer<Container.Builder, T> setter) {
    Optional<Cursor> at = entry.get(key);
    Optional<T> value =
        at.flatMap(reader).filter(part -> at.get().attempt(() -> alone(part, setter)).isPresent());
    value.ifPresent(part -> setter.accept(builder, part));
    return value.isPresent();
  }

  private <T> Container alone(T part, BiConsumer<Container.Builder, T> setter) {
    Container.Builder probe = Container.builder(vmid, "any", ANY_SOURCE, ANY_DISK);
    setter.accept(probe, part);
    return probe.build();
  }

  private static Optional<PortainerRole> role(Cursor at) {
    return at.text()
        .flatMap(
            word ->
                Arrays.stream(PortainerRole.values())
                    .filter(role -> role.word().equals(word))
                    .findFirst());
  }

  private Optional<Startup> startup() {
    boolean said =
        Stream.of("start_at_boot", "boot_order", "boot_delay", "stop_delay").anyMatch(entry::has);
    boolean onBoot = entry.get("start_at_boot").flatMap(Cursor::truth).orElse(false);
    OptionalInt order = entry.number("boot_order");
    OptionalInt delay = entry.number("boot_delay");
    OptionalInt stop = entry.number("stop_delay");
    return said ? entry.attempt(() -> new Startup(onBoot, order, delay, stop)) : Optional.empty();
  }
}
