package ai.thinkheads.phoenix.proxmox.ssh;

import ai.thinkheads.phoenix.core.problem.InvalidInputException;
import ai.thinkheads.phoenix.proxmox.shell.NodeAddress;
import ai.thinkheads.phoenix.proxmox.shell.ShellException;
import ai.thinkheads.phoenix.proxmox.ssh.SshHost.HostKeyLookup;
import ai.thinkheads.phoenix.proxmox.ssh.SshHost.Identities;
import ai.thinkheads.phoenix.proxmox.ssh.SshHost.KeyPath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Turns what a user wrote and what the SSH configuration says into hosts to connect to. */
final class HostResolver {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration ALIVE_INTERVAL = Duration.ofSeconds(15);
  private static final int MAX_HOPS = 8;

  /** A host about which nobody says anything but what holds for all. */
  private static final SshTarget ANY_HOST = SshTarget.parse("any-host.invalid");

  private static final List<String> USUAL_KEYS = List.of("id_ed25519", "id_ecdsa", "id_rsa");
  private static final List<String> USUAL_KNOWN_HOSTS = List.of("known_hosts", "known_hosts2");

  private final SshOptions options;
  private final ConfigSource config;

  HostResolver(SshOptions options, ConfigSource config) {
    this.options = options;
    this.config = config;
  }

  /**
   * The host with its hops.
   *
   * @throws ShellException when the configuration cannot be followed
   */
  SshHost resolve(SshTarget target) {
    return resolve(target, Hops.FOLLOWED, 0);
  }

  /**
   * A node of the same cluster as another. The first of these that is configured otherwise than any
   * host holds: the node's name, its address, and how the other node is reached.
   *
   * @param first the other node; absent when it is this machine
   * @param named the node by its name
   * @param told the rest that is known of it
   * @throws ShellException when the configuration cannot be followed
   */
  SshHost resolveBeside(Optional<SshTarget> first, SshTarget named, NodeAddress told) {
    Optional<SshTarget> numbered = told.ip().map(SshTarget::parse);
    SshHost byName = resolve(named);
    SshHost byAddress = numbered.map(this::resolve).orElse(byName);
    SshTarget asRoot = new SshTarget(Optional.of("root"), named.host(), OptionalInt.empty());
    SshHost any = resolve(ANY_HOST);
    List<SshHost> models = List.of(byName, byAddress, resolve(first.orElse(asRoot)));
    boolean isConfigured = !byName.address().equals(named.host());
    return known(
        new SshHost(
            byName.name(),
            (isConfigured ? byName : byAddress).address(),
            firstUnlike(any, models, SshHost::port),
            firstUnlike(any, models, SshHost::user),
            byName.keys(),
            identities(models),
            firstUnlike(any, models, SshHost::via),
            byName.connectTimeout(),
            byName.aliveInterval(),
            byName.aliveCountMax()),
        named.host(),
        told.hostKeys());
  }

  /** What the first model has that any host has not, else what the last one has. */
  private static <T> T firstUnlike(SshHost any, List<SshHost> models, Function<SshHost, T> part) {
    return models.stream()
        .map(part)
        .filter(value -> !value.equals(part.apply(any)))
        .findFirst()
        .orElseGet(() -> part.apply(models.get(models.size() - 1)));
  }

  private static Identities identities(List<SshHost> models) {
    return new Identities(
        models.stream().flatMap(model -> model.identities().files().stream()).distinct().toList(),
        models.stream().anyMatch(model -> model.identities().only()),
        models.stream().flatMap(model -> model.identities().agent().stream()).findFirst());
  }

  /**
   * A node of a cluster by an address of one's own.
   *
   * @param node its name
   * @param hostKeys what its cluster vouches for
   * @throws ShellException when the configuration cannot be followed
   */
  SshHost resolveAs(String node, List<String> hostKeys, SshTarget target) {
    return known(resolve(target), node, hostKeys);
  }

  /**
   * What the user's files say about an address holds, then what they say about the node's name. A
   * node that is in neither has to show the key that its cluster tells, over the connection to a
   * node whose own key was checked and whose root may do anything on this one, too.
   */
  private static SshHost known(SshHost host, String node, List<String> hostKeys) {
    boolean isKnown = host.keys().alias().isPresent() || !KnownHosts.of(host).all().isEmpty();
    SshHost byName = host.knownAs(node, hostKeys);
    return isKnown || KnownHosts.of(byName).plain().isEmpty() ? host : byName;
  }

  private enum Hops {
    FOLLOWED,
    IGNORED
  }

  private SshHost resolve(SshTarget target, Hops hops, int depth) {
    ConfigValues values = config.read(target);
    String address = values.one("hostname").orElse(target.host());
    int port = number(values, "port", 22);
    String user = values.one("user").orElse(options.user());
    Tokens tokens = new Tokens(options, target.host(), address, port, user);
    List<SshHost> via =
        hops == Hops.FOLLOWED ? via(values, target, tokens, depth) : List.<SshHost>of();
    return new SshHost(
        target.host(),
        address,
        port,
        user,
        hostKeys(values),
        identities(values, tokens),
        via,
        options.connectTimeout().orElse(seconds(values, "connecttimeout", CONNECT_TIMEOUT)),
        seconds(values, "serveraliveinterval", ALIVE_INTERVAL),
        Math.max(1, number(values, "serveralivecountmax", 3)));
  }

  private List<SshHost> via(ConfigValues values, SshTarget target, Tokens tokens, int depth) {
    values
        .one("proxycommand")
        .ifPresent(
            command -> {
              throw new ShellException(
                  target.host()
                      + ": its SSH configuration says ProxyCommand, which is not run here",
                  "say \"ProxyJump HOST\" instead of \"ProxyCommand " + command + "\"");
            });
    List<SshHost> via = new ArrayList<>();
    for (String hop :
        values.one("proxyjump").map(jumps -> jumps.split(",", -1)).orElse(new String[0])) {
      if (depth == MAX_HOPS) {
        throw new ShellException(
            target.host() + ": ProxyJump leads through more than " + MAX_HOPS + " hosts",
            "remove the loop from the SSH configuration");
      }
      // As with ssh -J, only the first hop of a list may itself have to be reached through others.
      SshHost host =
          resolve(
              hop(target, tokens.expand("ProxyJump", hop.strip())),
              via.isEmpty() ? Hops.FOLLOWED : Hops.IGNORED,
              depth + 1);
      via.addAll(host.via());
      via.add(host);
    }
    return via;
  }

  private static SshTarget hop(SshTarget target, String hop) {
    try {
      return SshTarget.parse(hop);
    } catch (InvalidInputException e) {
      throw new ShellException(
          target.host() + ": ProxyJump \"" + hop + "\" names no host",
          "write it as USER@HOST:PORT in the SSH configuration",
          e);
    }
  }

  private HostKeyLookup hostKeys(ConfigValues values) {
    List<Path> userFiles =
        !options.knownHostsFiles().isEmpty()
            ? options.knownHostsFiles()
            : values.all("userknownhostsfile").isEmpty()
                ? USUAL_KNOWN_HOSTS.stream().map(this::inSshDirectory).toList()
                : paths(values.words("userknownhostsfile"));
    List<Path> globalFiles =
        values.all("globalknownhostsfile").isEmpty()
            ? USUAL_KNOWN_HOSTS.stream().map(name -> Path.of("/etc/ssh/ssh_" + name)).toList()
            : paths(values.words("globalknownhostsfile"));
    return new HostKeyLookup(
        values.one("hostkeyalias"),
        userFiles,
        globalFiles,
        options.hostKeys().orElse(policy(values.one("stricthostkeychecking").orElse("ask"))));
  }

  // "no" lets ssh take any key without a word; here a changed key is refused all the same.
  private static HostKeyPolicy policy(String strictHostKeyChecking) {
    return Set.of("accept-new", "no", "off", "false").contains(strictHostKeyChecking)
        ? HostKeyPolicy.ACCEPT_NEW
        : HostKeyPolicy.STRICT;
  }

  private Identities identities(ConfigValues values, Tokens tokens) {
    Stream<KeyPath> ours = options.identityFiles().stream().map(file -> new KeyPath(file, true));
    Stream<KeyPath> configured =
        areDefaults(values.all("identityfile"))
            ? USUAL_KEYS.stream().map(name -> new KeyPath(inSshDirectory(name), false))
            : values.all("identityfile").stream()
                .filter(file -> !file.equalsIgnoreCase("none"))
                .map(file -> new KeyPath(path(tokens.expand("IdentityFile", file)), true));
    return new Identities(
        Stream.concat(ours, configured).distinct().toList(),
        values.one("identitiesonly").filter(value -> value.equalsIgnoreCase("yes")).isPresent(),
        agent(values, tokens));
  }

  // ssh -G also prints what nobody configured: ~/.ssh/id_rsa, id_ecdsa, id_ecdsa_sk, …
  private static boolean areDefaults(List<String> files) {
    return files.isEmpty()
        || files.containsAll(USUAL_KEYS.stream().map(name -> "~/.ssh/" + name).toList());
  }

  private Optional<Path> agent(ConfigValues values, Tokens tokens) {
    if (values.all("identityagent").isEmpty()) {
      return options.variable("SSH_AUTH_SOCK").map(Path::of);
    }
    Optional<String> configured = values.one("identityagent");
    if (configured.filter("SSH_AUTH_SOCK"::equals).isPresent()) {
      return options.variable("SSH_AUTH_SOCK").map(Path::of);
    }
    return configured
        .map(value -> value.startsWith("$") ? tokens.variable(value) : value)
        .filter(value -> !value.isEmpty())
        .map(value -> path(tokens.expand("IdentityAgent", value)));
  }

  private Path inSshDirectory(String name) {
    return options.home().resolve(".ssh").resolve(name);
  }

  private List<Path> paths(List<String> words) {
    return words.stream().map(this::path).toList();
  }

  private Path path(String text) {
    return text.startsWith("~/") ? options.home().resolve(text.substring(2)) : Path.of(text);
  }

  private static Duration seconds(ConfigValues values, String key, Duration otherwise) {
    int seconds = number(values, key, 0);
    return seconds > 0 ? Duration.ofSeconds(seconds) : otherwise;
  }

  private static int number(ConfigValues values, String key, int otherwise) {
    return values
        .one(key)
        .filter(value -> value.matches("[0-9]{1,9}"))
        .map(Integer::valueOf)
        .orElse(otherwise);
  }
}
