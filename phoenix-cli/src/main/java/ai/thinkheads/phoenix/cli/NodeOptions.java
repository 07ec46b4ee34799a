package ai.thinkheads.phoenix.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which node is observed and changed, and how it is reached. */
final class NodeOptions {

  /** The variable that names the node when no option does. */
  static final String HOST_VARIABLE = "PHOENIX_HOST";

  /** One node at most. */
  static final class Choice {
    @Option(
        names = "--host",
        paramLabel = "HOST",
        description =
            "The Proxmox VE node: ssh://root@HOST[:PORT], or local: on the node itself. Default: "
                + "$PHOENIX_HOST.")
    Optional<String> host = Optional.empty();

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
