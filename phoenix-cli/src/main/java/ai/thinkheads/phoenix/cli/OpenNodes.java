package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.Secret;
import ai.thinkheads.phoenix.proxmox.NodeShells;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import ai.thinkheads.phoenix.proxmox.ssh.HostKeyPolicy;
import ai.thinkheads.phoenix.proxmox.ssh.HostShells;
import ai.thinkheads.phoenix.proxmox.ssh.SshOptions;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Opens real and simulated nodes. */
final class OpenNodes implements Nodes {

  @Override
  public HostShell open(
      NodeOptions options,
      int channels,
      Infrastructure infrastructure,
      Surroundings surroundings,
      Screen screen) {
    Optional<NodeOptions.Choice> choice = Optional.ofNullable(options.choice);
    Optional<Path> simulated = choice.flatMap(named -> named.simulate).map(surroundings::path);
    if (simulated.isPresent()) {
      return SimulatedNode.equipped(simulated.get(), infrastructure).shell();
    }
    Optional<Path> bare = choice.flatMap(named -> named.simulateBare).map(surroundings::path);
    if (bare.isPresent()) {
      return SimulatedNode.bare(bare.get()).shell();
    }
    SshOptions ssh = sshOptions(options, surroundings, screen).withChannels(channels);
    return HostShells.open(host(options, surroundings), ssh);
  }

  @Override
  public NodeShells others(
      NodeOptions options, int channels, Surroundings surroundings, Screen screen) {
    Optional<NodeOptions.Choice> choice = Optional.ofNullable(options.choice);
    if (choice
        .filter(named -> named.simulate.isPresent() || named.simulateBare.isPresent())
        .isPresent()) {
      return Nodes.super.others(options, channels, surroundings, screen);
    }
    String first = host(options, surroundings);
    SshOptions ssh = sshOptions(options, surroundings, screen).withChannels(channels);
    return (node, told) ->
        options
            .host(node)
            .map(host -> HostShells.openAs(host, node, told, ssh))
            .orElseGet(() -> HostShells.openBeside(first, node, told, ssh));
  }

  private static String host(NodeOptions options, Surroundings surroundings) {
    return options
        .host()
        .or(() -> surroundings.variable(NodeOptions.HOST_VARIABLE))
        .orElseThrow(
            () ->
                new UsageException(
                    "no node was named",
                    "use --host ssh://root@HOST, --host local: on the node itself, or --simulate"
                        + " DIR; $PHOENIX_HOST is the default"));
  }

  private static SshOptions sshOptions(
      NodeOptions options, Surroundings surroundings, Screen screen) {
    SshOptions ssh =
        SshOptions.of(
            surroundings.environment(),
            Path.of(surroundings.variable("HOME").orElse(System.getProperty("user.home"))),
            surroundings.variable("USER").orElse(System.getProperty("user.name")));
    for (Path identity : options.identities) {
      ssh = ssh.withIdentityFile(surroundings.path(identity));
    }
    if (options.acceptNewHostKey) {
      ssh = ssh.withHostKeys(HostKeyPolicy.ACCEPT_NEW);
    }
    return surroundings.operator().isPresent()
        ? ssh.withPrompt(question -> ask(question, surroundings, screen))
        : ssh;
  }

  private static Optional<Secret> ask(String question, Surroundings surroundings, Screen screen) {
    screen.question(question + ":");
    return surroundings.operator().readSecret().map(OpenNodes::secret);
  }

  private static Secret secret(char[] typed) {
    Secret secret = Secret.of(String.valueOf(typed));
    Arrays.fill(typed, '\0');
    return secret;
  }
}
