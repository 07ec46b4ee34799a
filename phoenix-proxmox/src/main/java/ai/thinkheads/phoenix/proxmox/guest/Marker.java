package ai.thinkheads.phoenix.proxmox.guest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Something that a {@link ProvisionScript} tells about itself, as one line of its output. */
public sealed interface Marker {

  /** The guest is not ready yet, or never will be quite; the script goes on anyhow. */
  record Waiting(String text) implements Marker {
    @Override
    public String words() {
      return "waiting " + text;
    }
  }

  /** The guest was not ready in time; nothing was begun. */
  record Unready(String text) implements Marker {
    @Override
    public String words() {
      return "unready " + text;
    }
  }

  /** A step begins. */
  record Started(int index, String name) implements Marker {
    @Override
    public String words() {
      return "started " + index + " " + name;
    }
  }

  /** A step is not needed, since its fingerprint is recorded. */
  record Skipped(int index, String name) implements Marker {
    @Override
    public String words() {
      return "skipped " + index + " " + name;
    }
  }

  /** A step goes on; this is the last line that it printed. */
  record Progress(int index, String text) implements Marker {
    @Override
    public String words() {
      return "progress " + index + " " + text;
    }
  }

  /** A step has succeeded, and is recorded. */
  record Done(int index, long seconds) implements Marker {
    @Override
    public String words() {
      return "done " + index + " " + seconds;
    }
  }

  /** One of the last lines that a step printed, which will be said to have failed. */
  record Output(int index, String text) implements Marker {
    @Override
    public String words() {
      return "output " + index + " " + text;
    }
  }

  /** A step has failed; nothing else will be done. */
  record Failed(int index, int exitCode) implements Marker {
    @Override
    public String words() {
      return "failed " + index + " " + exitCode;
    }
  }

  /** All steps are done. */
  record Finished() implements Marker {
    @Override
    public String words() {
      return "finished";
    }
  }

  /** What is told, without the token. */
  String words();

  /** The line that tells it. */
  default String line(String token) {
    return "phoenix:" + token + ": " + words();
  }

  /** What a line tells; empty when it is not a line with that token. */
  static Optional<Marker> read(String token, String line) {
    String prefix = "phoenix:" + token + ": ";
    return line.startsWith(prefix) ? read(line.substring(prefix.length())) : Optional.empty();
  }

  private static Optional<Marker> read(String words) {
    if (words.startsWith("waiting ")) {
      return Optional.of(new Waiting(words.substring("waiting ".length())));
    }
    if (words.startsWith("unready ")) {
      return Optional.of(new Unready(words.substring("unready ".length())));
    }
    if (words.equals("finished")) {
      return Optional.of(new Finished());
    }
    Matcher counted = Pattern.compile("([a-z]+) ([0-9]{1,9}) (.*)").matcher(words);
    return counted.matches()
        ? read(counted.group(1), Integer.parseInt(counted.group(2)), counted.group(3))
        : Optional.empty();
  }

  private static Optional<Marker> read(String word, int index, String rest) {
    return switch (word) {
      case "started" -> Optional.of(new Started(index, rest));
      case "skipped" -> Optional.of(new Skipped(index, rest));
      case "progress" -> Optional.of(new Progress(index, rest));
      case "output" -> Optional.of(new Output(index, rest));
      case "done" -> number(rest).map(seconds -> new Done(index, seconds));
      case "failed" -> number(rest).map(code -> new Failed(index, code.intValue()));
      default -> Optional.empty();
    };
  }

  private static Optional<Long> number(String text) {
    return text.matches("[0-9]{1,9}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }
}
