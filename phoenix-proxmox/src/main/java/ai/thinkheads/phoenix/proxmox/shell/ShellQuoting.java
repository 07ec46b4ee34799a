package ai.thinkheads.phoenix.proxmox.shell;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The one place where text is quoted for a POSIX shell. */
public final class ShellQuoting {

  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+=:,./-]*");

  /** The text as one shell word that means exactly this text. */
  public static String quote(String text) {
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  /** The texts as a shell line of that many words. */
  public static String join(List<String> texts) {
    return texts.stream().map(ShellQuoting::quote).collect(Collectors.joining(" "));
  }

  private ShellQuoting() {}
}
