package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.HealthCheck;
import ai.thinkheads.phoenix.core.model.HealthProbe;
import ai.thinkheads.phoenix.core.model.Mount;
import ai.thinkheads.phoenix.core.model.MountOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Reads the health check, firewall and mounts of a container. */
final class ServiceReader {

  private static final String ANY_STORAGE = "local";
  private static final ByteSize ANY_SIZE = ByteSize.gib(1);
  private static final String ANY_PATH = "/any";

  private final Cursor entry;

  ServiceReader(Cursor entry) {
    this.entry = entry;
  }

  void read(Container.Builder builder) {
    entry.get("health_check").flatMap(ServiceReader::healthCheck).ifPresent(builder::healthCheck);
    entry.get("firewall").flatMap(FirewallJson::read).ifPresent(builder::firewall);
    builder.mounts(
        Stream.of(
                entry.list("volumes", ServiceReader::volume),
                entry.list("zfs_volumes", ServiceReader::volume),
                entry.list("mount_points", ServiceReader::bind))
            .flatMap(List::stream)
            .toList());
  }

  private static Optional<HealthCheck> healthCheck(Cursor at) {
    List<HealthProbe> probes = new ArrayList<>();
    at.get("command").flatMap(c -> c.parse(HealthProbe.Command::new)).ifPresent(probes::add);
    for (Cursor http : each(at, "http")) {
      http.parse(HealthProbe.Http::new).ifPresent(probes::add);
    }
    for (Cursor tcp : each(at, "tcp")) {
      tcp.whole(port -> new HealthProbe.Tcp(Math.toIntExact(port))).ifPresent(probes::add);
    }
    for (Cursor unit : each(at, "unit")) {
      unit.parse(HealthProbe.Unit::new).ifPresent(probes::add);
    }
    at.get("nvidia_smi")
        .flatMap(Cursor::truth)
        .filter(wanted -> wanted)
        .ifPresent(wanted -> probes.add(new HealthProbe.NvidiaSmi()));
    Optional<Integer> retries = at.get("retries").flatMap(n -> n.whole(Math::toIntExact));
    Optional<Duration> interval = at.get("interval").flatMap(n -> n.whole(Duration::ofSeconds));
    Optional<Duration> deadline = at.get("deadline").flatMap(n -> n.whole(Duration::ofSeconds));
    return at.attempt(
        () ->
            new HealthCheck(
                probes,
                retries.orElse(HealthCheck.DEFAULT_RETRIES),
                interval.orElse(HealthCheck.DEFAULT_INTERVAL),
                deadline));
  }

  /** What stands under a key: one thing or a list. */
  private static List<Cursor> each(Cursor at, String key) {
    return at.get(key)
        .map(found -> found.value() instanceof JsonArray ? found.items() : List.of(found))
        .orElse(List.of());
  }

  private static Optional<Mount> volume(Cursor at) {
    Optional<String> name = at.get("name").flatMap(Cursor::text);
    Optional<String> storage =
        at.get("pool")
            .flatMap(text -> text.parse(word -> volume(word, ANY_SIZE, ANY_PATH).storage()));
    Optional<ByteSize> size =
        at.get("size_gb")
            .flatMap(n -> n.whole(gib -> volume(ANY_STORAGE, ByteSize.gib(gib), ANY_PATH).size()));
    Optional<String> path =
        at.get("mount_point")
            .flatMap(text -> text.parse(word -> volume(ANY_STORAGE, ANY_SIZE, word).path()));
    MountOptions options = MountOptionsJson.read(at);
    return storage.isPresent() && size.isPresent() && path.isPresent()
        ? at.attempt(() -> new Mount.Volume(name, storage.get(), size.get(), path.get(), options))
        : Optional.empty();
  }

  private static Mount.Volume volume(String storage, ByteSize size, String path) {
    return new Mount.Volume(Optional.empty(), storage, size, path);
  }

  private static Optional<Mount> bind(Cursor at) {
    Optional<String> source =
        at.get("host_path")
            .flatMap(text -> text.parse(word -> Mount.Bind.of(word, ANY_PATH).source()));
    Optional<String> path =
        at.get("container_path")
            .flatMap(text -> text.parse(word -> Mount.Bind.of(ANY_PATH, word).path()));
    OptionalInt uid = at.number("owner_uid");
    OptionalInt gid = at.number("owner_gid");
    MountOptions options = MountOptionsJson.read(at);
    return source.isPresent() && path.isPresent()
        ? at.attempt(() -> new Mount.Bind(source.get(), path.get(), uid, gid, options))
        : Optional.empty();
  }
}
