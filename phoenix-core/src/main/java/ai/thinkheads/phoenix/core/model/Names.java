package ai.thinkheads.phoenix.core.model;

import java.util.regex.Pattern;

/** The forms of names that Proxmox accepts ({@code pve-common/JSONSchema.pm}). */
final class Names {

  private static final Pattern STORAGE = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*[A-Za-z0-9]");
  private static final Pattern DNS =
      Pattern.compile(
          "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");
  private static final Pattern SNAPSHOT = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{1,39}");
  private static final Pattern NODE =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
  private static final Pattern POOL = Pattern.compile("[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+){0,2}");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.-]{1,15}");

  static String storage(String name) {
    return check(name, STORAGE, "a storage", "letters, digits, '-', '_' and '.', 2 or more");
  }

  static String hostname(String name) {
    if (name.length() > 255) {
      throw new IllegalArgumentException("name \"" + name + "\" is longer than 255 characters");
    }
    return check(name, DNS, "a host name", "letters, digits and inner '-', as in DNS");
  }

  static String snapshot(String name) {
    if (name.equals("current")) {
      throw new IllegalArgumentException("\"current\" is reserved by Proxmox; name it otherwise");
    }
    return check(name, SNAPSHOT, "a snapshot", "2 to 40 letters, digits, '-' and '_'");
  }

  static String networkDevice(String name) {
    return check(name, WORD, "a network device", "1 to 15 letters, digits, '-', '_' and '.'");
  }

  static String node(String name) {
    return check(name, NODE, "a node", "letters, digits and inner '-', 63 at most");
  }

  static String pool(String name) {
    return check(name, POOL, "a pool", "letters, digits, '-', '_' and '.', and up to two '/'");
  }

  static String variable(String name) {
    return check(name, VARIABLE, "an environment variable", "letters, digits and '_'");
  }

  static String absolutePath(String path) {
    boolean clean = path.matches("/[^\\x00-\\x1f,]*") && !path.matches("(?s).*/\\.{1,2}(/.*)?");
    if (!clean) {
      throw new IllegalArgumentException(
          "\""
              + path
              + "\" is not a usable path; use an absolute one without '.', '..', commas or control"
              + " characters");
    }
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static String check(String name, Pattern pattern, String what, String remedy) {
    if (!pattern.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "\"" + name + "\" cannot name " + what + "; use " + remedy);
    }
    return name;
  }

  private Names() {}
}
