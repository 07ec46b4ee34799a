package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Firewall;
import ai.thinkheads.phoenix.core.model.FirewallRule;
import ai.thinkheads.phoenix.core.model.HealthCheck;
import ai.thinkheads.phoenix.core.model.Mount;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
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
    entry.get("firewall").flatMap(ServiceReader::firewall).ifPresent(builder::firewall);
    builder.mounts(
        Stream.of(
                entry.list("volumes", ServiceReader::volume),
                entry.list("zfs_volumes", ServiceReader::volume),
                entry.list("mount_points", ServiceReader::bind))
            .flatMap(List::stream)
            .toList());
  }

  private static Optional<HealthCheck> healthCheck(Cursor at) {
    Optional<String> command =
        at.get("command").flatMap(text -> text.parse(word -> HealthCheck.of(word).command()));
    Optional<Integer> retries = at.get("retries").flatMap(n -> n.whole(Math::toIntExact));
    Optional<Duration> interval = at.get("interval").flatMap(n -> n.whole(Duration::ofSeconds));
    return command.flatMap(
        word ->
            at.attempt(
                () ->
                    new HealthCheck(
                        word,
                        retries.orElse(HealthCheck.DEFAULT_RETRIES),
                        interval.orElse(HealthCheck.DEFAULT_INTERVAL))));
  }

  private static Optional<Firewall> firewall(Cursor at) {
    List<FirewallRule> rules =
        at.get("rules").map(Cursor::items).orElse(List.of()).stream()
            .flatMap(rule -> rule(rule).stream())
            .toList();
    return at.get("enabled").flatMap(Cursor::truth).map(on -> new Firewall(on, rules));
  }

  private static Optional<FirewallRule> rule(Cursor at) {
    Optional<FirewallRule.Direction> direction = constant(at, "type", FirewallRule.Direction.class);
    Optional<FirewallRule.Action> action = constant(at, "action", FirewallRule.Action.class);
    Optional<String> source = word(at, "source");
    Optional<String> dest = word(at, "dest");
    Optional<String> protocol = word(at, "proto");
    Optional<String> port = word(at, "port");
    Optional<String> network = word(at, "iface");
    Optional<String> comment = at.get("comment").flatMap(Cursor::text);
    return direction.isPresent() && action.isPresent()
        ? at.attempt(
            () ->
                new FirewallRule(
                    direction.get(), action.get(), source, dest, protocol, port, network, comment))
        : Optional.empty();
  }

  private static Optional<String> word(Cursor at, String key) {
    return at.get(key).flatMap(value -> value.parseDigits(ServiceReader::firewallWord));
  }

  /** Refuses the word here rather than together with its whole rule. */
  private static String firewallWord(String word) {
    Optional<String> none = Optional.empty();
    new FirewallRule(
        FirewallRule.Direction.IN,
        FirewallRule.Action.DROP,
        Optional.of(word),
        none,
        none,
        none,
        none,
        none);
    return word;
  }

  private static <E extends Enum<E>> Optional<E> constant(Cursor at, String key, Class<E> type) {
    return at.get(key)
        .flatMap(Cursor::text)
        .flatMap(
            word ->
                Stream.of(type.getEnumConstants())
                    .filter(constant -> constant.name().equals(word.toUpperCase(Locale.ROOT)))
                    .findFirst());
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
    return storage.isPresent() && size.isPresent() && path.isPresent()
        ? at.attempt(() -> new Mount.Volume(name, storage.get(), size.get(), path.get()))
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
    return source.isPresent() && path.isPresent()
        ? at.attempt(() -> new Mount.Bind(source.get(), path.get(), uid, gid))
        : Optional.empty();
  }
}
