package ai.thinkheads.phoenix.proxmox.ssh;

import ai.thinkheads.phoenix.core.problem.InvalidInputException;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a node as a user writes it; what it leaves out comes from the SSH configuration.
 *
 * @param user who logs in
 * @param host a name, an alias of the SSH configuration, or an address
 * @param port 1 to 65535
 */
public record SshTarget(Optional<String> user, String host, OptionalInt port) {

  private static final String SCHEME = "ssh://";
  private static final String REMEDY =
      "write it as ssh://USER@HOST:PORT, USER@HOST or HOST; an IPv6 address with a port in brackets";

  private static final Pattern USER = Pattern.compile("[A-Za-z0-9_.][A-Za-z0-9_.@\\\\-]*\\$?");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%[\\w.-]+)?");
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(?:\\[([^\\[\\]]*)]|([^:\\[\\]]*))(?::(.*))?");

  /**
   * Checks all parts.
   *
   * @throws InvalidInputException when one is none
   */
  public SshTarget {
    user.filter(name -> !USER.matcher(name).matches())
        .ifPresent(
            name -> {
              throw invalid(name, "\"" + name + "\" is no user name");
            });
    if (!NAME.matcher(host).matches() && !IPV6.matcher(host).matches()) {
      throw invalid(host, host.isEmpty() ? "the host is missing" : "\"" + host + "\" is no host");
    }
    if (port.isPresent() && (port.getAsInt() < 1 || port.getAsInt() > 65_535)) {
      throw invalid(host, "port " + port.getAsInt() + " is not between 1 and 65535");
    }
  }

  /**
   * Reads {@code ssh://root@pve1:22}, {@code root@pve1}, {@code pve1}, {@code root@[fe80::1]:22}
   * and the like.
   *
   * @throws InvalidInputException when the text is nothing of the kind
   */
  public static SshTarget parse(String text) {
    String rest = text.startsWith(SCHEME) ? text.substring(SCHEME.length()) : text;
    int at = rest.lastIndexOf('@');
    if (at >= 0 && rest.substring(0, at).contains(":")) {
      // Not shown: it may be a password.
      throw invalid(
          "of " + rest.substring(at + 1),
          "there is a colon in the user name",
          "leave a password out of the address; it is asked for or read from PHOENIX_SSH_PASSWORD");
    }
    if (rest.contains("://")) {
      throw invalid(text, "only ssh:// is known here");
    }
    Optional<String> user = at < 0 ? Optional.empty() : Optional.of(rest.substring(0, at));
    String place = withoutSlash(text, rest.substring(at + 1));
    if (IPV6.matcher(place).matches() && place.indexOf(':') != place.lastIndexOf(':')) {
      return new SshTarget(user, place, OptionalInt.empty());
    }
    Matcher parts = HOST_AND_PORT.matcher(place);
    if (!parts.matches()) {
      throw invalid(text, "\"" + place + "\" is no host");
    }
    String host = parts.group(1) == null ? parts.group(2) : parts.group(1);
    OptionalInt port =
        parts.group(3) == null
            ? OptionalInt.empty()
            : OptionalInt.of(parsePort(text, parts.group(3)));
    return new SshTarget(user, host, port);
  }

  private static String withoutSlash(String text, String place) {
    String bare = place.endsWith("/") ? place.substring(0, place.length() - 1) : place;
    if (bare.contains("/")) {
      throw invalid(text, "there is a path after the host");
    }
    return bare;
  }

  private static int parsePort(String text, String port) {
    if (!port.matches("[0-9]{1,9}")) {
      throw invalid(text, "\"" + port + "\" is no port");
    }
    return Integer.parseInt(port);
  }

  private static InvalidInputException invalid(String text, String message) {
    return invalid("\"" + text + "\"", message, REMEDY);
  }

  private static InvalidInputException invalid(String what, String message, String remedy) {
    return new InvalidInputException(List.of(Problem.error("host " + what, message, remedy)));
  }

  /** The short form, like {@code root@pve1:2222}. */
  @Override
  public String toString() {
    return user.map(name -> name + "@").orElse("") + hostAndPort();
  }

  private String hostAndPort() {
    if (port.isEmpty()) {
      return host;
    }
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port.getAsInt();
  }
}
