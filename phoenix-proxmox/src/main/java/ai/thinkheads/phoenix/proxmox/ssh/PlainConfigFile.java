package ai.thinkheads.phoenix.proxmox.ssh;

import ai.thinkheads.phoenix.proxmox.shell.ShellException;
import com.jcraft.jsch.ConfigRepository.Config;
import com.jcraft.jsch.OpenSSHConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The user's SSH configuration as JSch reads it, for machines without an OpenSSH client.
 *
 * <p>JSch skips Include, credits the body of a Match to the Host above it, keeps only the last of
 * several blocks for one Host, and takes %-tokens, quotes and equals signs literally. A file with
 * any of these, or with a comment behind a value, is refused rather than half understood.
 */
final class PlainConfigFile implements ConfigSource {

  private static final List<String> KEYS =
      List.of(
          "IdentityFile",
          "IdentitiesOnly",
          "IdentityAgent",
          "UserKnownHostsFile",
          "GlobalKnownHostsFile",
          "StrictHostKeyChecking",
          "HostKeyAlias",
          "ProxyJump",
          "ProxyCommand",
          "ServerAliveCountMax");

  // JSch hands these out in milliseconds.
  private static final List<String> TIMES = List.of("ConnectTimeout", "ServerAliveInterval");

  private final Path file;

  PlainConfigFile(SshOptions options) {
    this.file =
        options.configFile().orElseGet(() -> options.home().resolve(".ssh").resolve("config"));
  }

  @Override
  public ConfigValues read(SshTarget target) {
    ConfigValues values = new ConfigValues();
    if (Files.exists(file)) {
      copy(parse().getConfig(target.host()), values);
    }
    target.user().ifPresent(user -> values.addFirst("User", user));
    target.port().ifPresent(port -> values.addFirst("Port", String.valueOf(port)));
    return values;
  }

  private OpenSSHConfig parse() {
    try {
      refuseMisreadings(Files.readAllLines(file));
      return OpenSSHConfig.parseFile(file.toString());
    } catch (NoSuchFileException e) {
      throw unreadable("it is gone", e);
    } catch (IOException e) {
      throw unreadable(String.valueOf(e.getMessage()), e);
    }
  }

  private void refuseMisreadings(List<String> lines) {
    Set<String> hosts = new HashSet<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String[] words = line.split("[= \t]+", 2);
      String key = words[0].toLowerCase(Locale.ROOT);
      String value = words.length > 1 ? words[1].strip() : "";
      boolean understood =
          !Set.of("include", "match").contains(key)
              && !(key.equals("host") && !hosts.add(value))
              && line.chars()
                  .noneMatch(c -> c == '%' || c == '"' || c == '=' || c == '$' || c == '#');
      if (!understood) {
        throw new ShellException(
            file
                + ":"
                + (i + 1)
                + ": \""
                + line
                + "\" can only be understood by an OpenSSH client, and there is none on the PATH",
            "install the OpenSSH client (ssh), or keep Include, Match, repeated Host blocks,"
                + " quotes, equals signs, %-tokens, variables and comments behind values out of that file");
      }
    }
  }

  private static void copy(Config config, ConfigValues values) {
    addIfSet(values, "HostName", config.getHostname());
    addIfSet(values, "User", config.getUser());
    if (config.getPort() > 0) {
      values.add("Port", String.valueOf(config.getPort()));
    }
    for (String key : KEYS) {
      for (String value : config.getValues(key)) {
        values.add(key, value);
      }
    }
    for (String key : TIMES) {
      String milliseconds = config.getValue(key);
      if (milliseconds != null && milliseconds.endsWith("000")) {
        values.add(key, milliseconds.substring(0, milliseconds.length() - 3));
      }
    }
  }

  private static void addIfSet(ConfigValues values, String key, @Nullable String value) {
    if (value != null) {
      values.add(key, value);
    }
  }

  private ShellException unreadable(String why, IOException cause) {
    return new ShellException(
        "cannot read " + file + ": " + why, "make it readable, or remove it", cause);
  }
}
