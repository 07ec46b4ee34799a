package ai.thinkheads.phoenix.proxmox.ssh;

import ai.thinkheads.phoenix.proxmox.shell.ShellException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The %-tokens and variables in values of the SSH configuration; see TOKENS in ssh_config(5). */
final class Tokens {

  private static final Pattern TOKEN = Pattern.compile("%(.)|\\$\\{([^}]*)}");

  private final SshOptions options;
  private final Map<String, String> values;

  Tokens(SshOptions options, String name, String address, int port, String user) {
    this.options = options;
    this.values =
        Map.of(
            "%",
            "%",
            "d",
            options.home().toString(),
            "h",
            address,
            "n",
            name,
            "p",
            String.valueOf(port),
            "r",
            user,
            "u",
            options.user());
  }

  /** The value of a key with everything in it replaced. */
  String expand(String key, String value) {
    return TOKEN
        .matcher(value)
        .replaceAll(token -> Matcher.quoteReplacement(replace(key, token.group())));
  }

  /** The value of a variable that is written with a dollar sign; empty when it is not set. */
  String variable(String reference) {
    String name = reference.replaceAll("[${}]", "");
    return options.variable(name).orElse("");
  }

  private String replace(String key, String token) {
    if (token.startsWith("$")) {
      return variable(token);
    }
    return Optional.ofNullable(values.get(token.substring(1)))
        .orElseThrow(
            () ->
                new ShellException(
                    key + " in the SSH configuration holds " + token + ", which is not known here",
                    "write the value out; known are %d, %h, %n, %p, %r, %u and %%"));
  }
}
