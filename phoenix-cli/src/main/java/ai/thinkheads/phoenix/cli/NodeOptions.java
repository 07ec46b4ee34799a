package ai.thinkheads.phoenix.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which node is observed and changed, and how it and those of its cluster are reached. */
final class NodeOptions {

  /** The name of a node before its address. */
  private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9][A-Za-z0-9-]*)=(.*)");

  /** The variable that names the node when no option does. */
  static final String HOST_VARIABLE = "PHOENIX_HOST";

  /** One node at most. */
  static final class Choice {
    @Option(
        names = "--host",
        paramLabel = "HOST",
        description = {
          "The Proxmox VE node: ssh://root@HOST[:PORT], or local: on the node itself. Default: "
              + "$PHOENIX_HOST.",
          "NAME=HOST says how another node of its cluster is reached, when that is not by the"
              + " address that the cluster tells, or by its name in the SSH configuration."
        })
    List<String> hosts = List.of();

    @Option(
        names = "--simulate",
        paramLabel = "DIR",
        description =
            "A simulated node kept in DIR; a new one gets the storages, bridges, images and devices"
                + " that the definition names.")
    Optional<Path> simulate = Optional.empty();

    @Option(
        names = "--simulate-bare",
        paramLabel = "DIR",
        description = "A simulated node kept in DIR; a new one is as freshly installed.")
    Optional<Path> simulateBare = Optional.empty();
  }

  @ArgGroup @Nullable Choice choice;

  /**
   * The node that is asked first, when an option names it.
   *
   * @throws UsageException when several do
   */
  Optional<String> host() {
    List<String> first = hosts().filter(host -> !NAMED.matcher(host).matches()).toList();
    if (first.size() > 1) {
      throw new UsageException(
          "two nodes to ask first: " + String.join(" and ", first),
          "name one with --host; the others of its cluster with --host NAME=HOST");
    }
    return first.stream().findFirst();
  }

  /** How another node of the cluster is reached, when an option says so; the last one holds. */
  Optional<String> host(String node) {
    return hosts()
        .map(NAMED::matcher)
        .filter(named -> named.matches() && named.group(1).equals(node))
        .map(named -> named.group(2))
        .reduce((earlier, later) -> later);
  }

  private Stream<String> hosts() {
    return Optional.ofNullable(choice).stream().flatMap(named -> named.hosts.stream());
  }

  @Option(
      names = "--identity",
      paramLabel = "FILE",
      description = "A private key to log in with, tried before those of the SSH configuration.")
  List<Path> identities = List.of();

  @Option(
      names = "--accept-new-host-key",
      description = "Trust a node that is not in known_hosts yet; a changed key is always refused.")
  boolean acceptNewHostKey;
}
