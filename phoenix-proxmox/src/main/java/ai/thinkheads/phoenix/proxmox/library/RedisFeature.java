package ai.thinkheads.phoenix.proxmox.library;

import ai.thinkheads.phoenix.core.feature.Guide;
import ai.thinkheads.phoenix.core.feature.Parameter;
import java.util.List;

/** The Redis server of the distribution. What it keeps stays whatever is changed. */
public final class RedisFeature extends LibraryFeature {

  /** The feature, as {@link java.util.ServiceLoader} finds it. */
  public RedisFeature() {
    super(
        "redis",
        "the Redis server of the distribution",
        Guide.installing("redis-server")
            .port("6379/tcp", "Redis")
            .file("/etc/redis/phoenix.conf", "its settings, included by its own file")
            .file("/var/lib/redis", "its data")
            .version("that of the distribution")
            .tested(IN_CONTAINERS),
        Parameter.text(
                "bind",
                "[0-9A-Fa-f.:*-]+( [0-9A-Fa-f.:*-]+)*",
                "addresses with blanks between them",
                "the addresses that it listens on")
            .orElse("127.0.0.1"),
        Parameter.whole("port", 1, 65535, "the port that it listens on").orElse(6379),
        Parameter.text(
                "password",
                "[^\\s\"\\\\\\p{Cntrl}]*",
                "a text without blanks, quotes and backslashes",
                "the password that clients must know; needed unless only the guest itself reaches"
                    + " it")
            .orEmpty(),
        Parameter.text(
                "maxmemory",
                "(0|[1-9][0-9]*(kb|mb|gb)?)",
                "a number with kb, mb or gb, or 0",
                "the memory for data; 0 for no limit")
            .orElse("0"),
        Parameter.choice(
                "maxmemory_policy",
                List.of(
                    "noeviction",
                    "allkeys-lru",
                    "allkeys-lfu",
                    "allkeys-random",
                    "volatile-lru",
                    "volatile-lfu",
                    "volatile-random",
                    "volatile-ttl"),
                "what goes when the memory is used up")
            .orElse("noeviction"),
        Parameter.flag("appendonly", "whether each write is kept in a log").orElse(true));
  }
}
