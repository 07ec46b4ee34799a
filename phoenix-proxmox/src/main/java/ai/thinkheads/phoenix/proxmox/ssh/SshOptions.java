package ai.thinkheads.phoenix.proxmox.ssh;

import ai.thinkheads.phoenix.core.model.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How nodes are reached, beside what the SSH configuration says.
 *
 * @param environment the variables that matter here: PATH, SSH_AUTH_SOCK, PHOENIX_SSH_PASSWORD,
 *     PHOENIX_SSH_PASSPHRASE
 * @param home where {@code ~} is
 * @param user who runs this program
 * @param configFile an SSH configuration file instead of the user's and the system's
 * @param identityFiles private keys that are tried before those of the configuration
 * @param knownHostsFiles files with host keys, instead of the configured ones
 * @param hostKeys what to do about unknown hosts, instead of {@code StrictHostKeyChecking}
 * @param connectTimeout instead of {@code ConnectTimeout}, whose default here is 10 s
 * @param channels how many commands may run at once over the one connection; default 4, and sshd
 *     allows 10, of which a run needs one more to keep others away
 * @param outputLimit the most bytes that a command may write; default 64 MiB
 * @param prompt asks for passwords and passphrases that are in no variable; empty when nobody is
 *     there to answer
 */
public record SshOptions(
    Map<String, String> environment,
    Path home,
    String user,
    Optional<Path> configFile,
    List<Path> identityFiles,
    List<Path> knownHostsFiles,
    Optional<HostKeyPolicy> hostKeys,
    Optional<Duration> connectTimeout,
    int channels,
    long outputLimit,
    Optional<Prompt> prompt) {

  /** The variable that holds the password. */
  public static final String PASSWORD_VARIABLE = "PHOENIX_SSH_PASSWORD";

  /** The variable that holds the passphrase of encrypted keys. */
  public static final String PASSPHRASE_VARIABLE = "PHOENIX_SSH_PASSPHRASE";

  private static final long DEFAULT_OUTPUT_LIMIT = 64L << 20;

  /**
   * @throws IllegalArgumentException when there is no channel or no room for output
   */
  public SshOptions {
    environment = Map.copyOf(environment);
    identityFiles = List.copyOf(identityFiles);
    knownHostsFiles = List.copyOf(knownHostsFiles);
    if (channels < 1 || outputLimit < 1) {
      throw new IllegalArgumentException(
          "channels and output limit are at least 1, not " + channels + " and " + outputLimit);
    }
  }

  /** What holds for this process: its environment, its home directory, its user. */
  public static SshOptions defaults() {
    return of(
        System.getenv(), Path.of(System.getProperty("user.home")), System.getProperty("user.name"));
  }

  /** All defaults, for that environment, home directory and user. */
  public static SshOptions of(Map<String, String> environment, Path home, String user) {
    return new SshOptions(
        environment,
        home,
        user,
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        4,
        DEFAULT_OUTPUT_LIMIT,
        Optional.empty());
  }

  /** The same with that configuration file instead of the usual ones. */
  public SshOptions withConfigFile(Path file) {
    return with(draft -> draft.configFile = Optional.of(file));
  }

  /** The same with one more private key. */
  public SshOptions withIdentityFile(Path file) {
    return with(draft -> draft.identityFiles.add(file));
  }

  /** The same with those known_hosts files instead of the configured ones. */
  public SshOptions withKnownHosts(Path... files) {
    return with(draft -> draft.knownHostsFiles = List.of(files));
  }

  /** The same with that policy instead of {@code StrictHostKeyChecking}. */
  public SshOptions withHostKeys(HostKeyPolicy policy) {
    return with(draft -> draft.hostKeys = Optional.of(policy));
  }

  /** The same with that time to connect, instead of {@code ConnectTimeout}. */
  public SshOptions withConnectTimeout(Duration timeout) {
    return with(draft -> draft.connectTimeout = Optional.of(timeout));
  }

  /** The same with that many commands at once. */
  public SshOptions withChannels(int count) {
    return with(draft -> draft.channels = count);
  }

  /** The same with that many bytes of output for a command. */
  public SshOptions withOutputLimit(long bytes) {
    return with(draft -> draft.outputLimit = bytes);
  }

  /** The same with someone to ask. */
  public SshOptions withPrompt(Prompt value) {
    return with(draft -> draft.prompt = Optional.of(value));
  }

  private SshOptions with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return new SshOptions(
        environment,
        home,
        user,
        draft.configFile,
        draft.identityFiles,
        draft.knownHostsFiles,
        draft.hostKeys,
        draft.connectTimeout,
        draft.channels,
        draft.outputLimit,
        draft.prompt);
  }

  /** The value of an environment variable; an empty one counts as none. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  /** A secret from an environment variable. */
  Optional<Secret> secret(String name) {
    return variable(name).map(Secret::of);
  }

  /** The options without the environment, which may hold a password. */
  @Override
  public String toString() {
    return "SshOptions[home="
        + home
        + ", user="
        + user
        + ", configFile="
        + configFile
        + ", identityFiles="
        + identityFiles
        + ", knownHostsFiles="
        + knownHostsFiles
        + ", hostKeys="
        + hostKeys
        + ", connectTimeout="
        + connectTimeout
        + ", channels="
        + channels
        + ", outputLimit="
        + outputLimit
        + ", prompt="
        + (prompt.isPresent() ? "yes" : "no")
        + "]";
  }

  private static final class Draft {
    private Optional<Path> configFile;
    private final List<Path> identityFiles;
    private List<Path> knownHostsFiles;
    private Optional<HostKeyPolicy> hostKeys;
    private Optional<Duration> connectTimeout;
    private int channels;
    private long outputLimit;
    private Optional<Prompt> prompt;

    Draft(SshOptions options) {
      configFile = options.configFile;
      identityFiles = new ArrayList<>(options.identityFiles);
      knownHostsFiles = options.knownHostsFiles;
      hostKeys = options.hostKeys;
      connectTimeout = options.connectTimeout;
      channels = options.channels;
      outputLimit = options.outputLimit;
      prompt = options.prompt;
    }
  }
}
