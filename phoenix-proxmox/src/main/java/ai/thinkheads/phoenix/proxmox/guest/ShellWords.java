package ai.thinkheads.phoenix.proxmox.guest;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads simple commands back from the text that {@link
 * ai.thinkheads.phoenix.proxmox.shell.ShellQuoting} made: plain words and {@code '…'}, nothing that
 * a shell would expand.
 */
final class ShellWords {

  private final String text;
  private int at;

  ShellWords(String text, int from) {
    this.text = text;
    this.at = from;
  }

  /** The words up to the end of the line, which quotes may carry far. */
  List<String> line() {
    List<String> words = new ArrayList<>();
    while (skipBlanks() && text.charAt(at) != '\n') {
      words.add(word());
    }
    at = Math.min(at + 1, text.length());
    return words;
  }

  private boolean skipBlanks() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return at < text.length();
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    while (at < text.length() && text.charAt(at) != ' ' && text.charAt(at) != '\n') {
      char letter = text.charAt(at);
      if (letter == '\'') {
        int end = text.indexOf('\'', at + 1);
        if (end < 0) {
          throw new IllegalArgumentException("a quote that begins at " + at + " does not end");
        }
        word.append(text, at + 1, end);
        at = end + 1;
      } else {
        at += letter == '\\' ? 1 : 0;
        if (at < text.length()) {
          word.append(text.charAt(at++));
        }
      }
    }
    return word.toString();
  }
}
