package ai.thinkheads.phoenix.proxmox;

/** What a command wrote to its standard error, as people shall see it. */
final class Stderr {

  private static final int MAX_LENGTH = 500;

  /** The text in one line, its end left out when it is long. */
  static String excerpt(String text) {
    String line = text.strip().replaceAll("\\s*\\R\\s*", " / ").replaceAll("\\p{Cntrl}", "\uFFFD");
    return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + " …";
  }

  private Stderr() {}
}
