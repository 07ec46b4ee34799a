package ai.thinkheads.phoenix.testing.sim;

import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The named formats of Proxmox: each says what is wrong with a text, if anything. */
final class Formats {

  private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final String IPV4 = OCTET + "(?:\\." + OCTET + "){3}";
  private static final Pattern IPV6 = Pattern.compile("(?=.*:)[0-9A-Fa-f:]{2,39}(?:" + IPV4 + ")?");
  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";

  private Formats() {}

  static final Function<String, Optional<String>> DNS_NAME =
      looksLike(LABEL + "(?:\\." + LABEL + ")*", "value does not look like a valid DNS name");
  static final Function<String, Optional<String>> VMID =
      looksLike("[1-9][0-9]{2,8}", "value does not look like a valid VM ID");
  static final Function<String, Optional<String>> IPV4_ADDRESS =
      looksLike(IPV4, "value does not look like a valid IPv4 address");
  static final Function<String, Optional<String>> IPV4_CONFIG =
      looksLike(
          "dhcp|manual|" + IPV4 + "/(?:[12]?\\d|3[0-2])",
          "value does not look like a valid ipv4 network configuration");
  static final Function<String, Optional<String>> MAC =
      looksLike(
          "(?i)[a-f0-9][02468ace](?::[a-f0-9]{2}){5}",
          "value does not look like a valid unicast MAC address");
  static final Function<String, Optional<String>> DISK_SIZE =
      text ->
          Sizes.parse(text).isPresent()
              ? Optional.empty()
              : Optional.of("value does not look like a valid disk size: " + text);
  static final Function<String, Optional<String>> TAGS =
      each("[,; ]+", looksLike("[A-Za-z0-9_][A-Za-z0-9_.+-]*", "invalid characters in tag"));
  static final Function<String, Optional<String>> DNS_NAMES = each("[,; ]+", DNS_NAME);
  static final Function<String, Optional<String>> ADDRESSES =
      each(
          "[,; ]+",
          text ->
              isAddress(text)
                  ? Optional.empty()
                  : Optional.of("value does not look like a valid IP address"));

  static final Function<String, Optional<String>> CONFIG_IDS = each("[,; ]+", Formats::configId);

  static Optional<String> configId(String text) {
    return text.matches("[A-Za-z][A-Za-z0-9_-]+")
        ? Optional.empty()
        : Optional.of("invalid configuration ID '" + text + "'");
  }

  static Optional<String> storageId(String text) {
    if (text.length() < 2) {
      return Optional.of("storage ID '" + text + "' cannot be shorter than 2 characters");
    }
    return text.matches("[A-Za-z][A-Za-z0-9_.-]*[A-Za-z0-9]")
        ? Optional.empty()
        : Optional.of("storage ID '" + text + "' contains illegal characters");
  }

  static Optional<String> ipv6Address(String text) {
    return IPV6.matcher(text).matches()
        ? Optional.empty()
        : Optional.of("value does not look like a valid IPv6 address");
  }

  static Optional<String> ipv6Config(String text) {
    boolean fits =
        text.matches("auto|dhcp|manual")
            || (text.matches("[^/]+/(?:1[01]\\d|12[0-8]|\\d\\d?)")
                && ipv6Address(text.replaceFirst("/.*", "")).isEmpty());
    return fits
        ? Optional.empty()
        : Optional.of("value does not look like a valid ipv6 network configuration");
  }

  static Optional<String> mountPath(String text) {
    boolean steps = text.matches(".*/\\.\\.?(?:/.*)?") || text.startsWith("../");
    return steps ? Optional.of(text + " contains illegal character sequences") : Optional.empty();
  }

  static Optional<String> devicePath(String text) {
    return text.startsWith("/dev/") && !text.matches(".*/\\.\\.?(?:/.*)?")
        ? Optional.empty()
        : Optional.of(text + " is not a valid device path");
  }

  static Optional<String> volumeOrPath(String text) {
    boolean fits =
        text.startsWith("/") ? mountPath(text).isEmpty() : text.matches("[A-Za-z][\\w.-]*:.+");
    return fits ? Optional.empty() : Optional.of("unable to parse volume ID '" + text + "'");
  }

  static Optional<String> timeZone(String text) {
    boolean known = text.matches("host|UTC") || ZoneId.getAvailableZoneIds().contains(text);
    return known ? Optional.empty() : Optional.of("invalid time zone '" + text + "'");
  }

  static Optional<String> startupOrder(String text) {
    String part = "(?:(?:order=)?|up=|down=)\\d+";
    boolean fits = text.matches(part + "(?:," + part + ")*");
    return fits ? Optional.empty() : Optional.of("unable to parse startup options");
  }

  private static boolean isAddress(String text) {
    String plain = text.matches("fe80:[^%]+%[A-Za-z0-9_.-]+") ? text.replaceFirst("%.*", "") : text;
    return IPV4_ADDRESS.apply(plain).isEmpty() || ipv6Address(plain).isEmpty();
  }

  private static Function<String, Optional<String>> looksLike(String regex, String message) {
    Pattern pattern = Pattern.compile(regex);
    return text -> pattern.matcher(text).matches() ? Optional.empty() : Optional.of(message);
  }

  private static Function<String, Optional<String>> each(
      String separator, Function<String, Optional<String>> wrong) {
    return text -> {
      for (String part : text.split(separator, -1)) {
        if (!part.isEmpty() && wrong.apply(part).isPresent()) {
          return wrong.apply(part);
        }
      }
      return Optional.empty();
    };
  }
}
