package ai.thinkheads.phoenix.testing.sim;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One command and its answer. In a table it reads: {@code $} the command, {@code <} what it reads,
 * {@code >} its standard output, {@code !} its standard error, {@code =} its exit status; {@code
 * >\} ends an output without a line break. Other lines tell what the next commands show.
 *
 * <p>In place of hardware addresses, moments, unique ids and the statistics of copies stand dots.
 */
record Exchange(String command, String stdin, String stdout, String stderr, int status) {

  private static final String NO_BREAK = ">\\\n";

  static List<Exchange> table(String name) {
    List<Exchange> exchanges = new ArrayList<>();
    Exchange current = new Exchange("", "", "", "", 0);
    for (String line : read("answers/" + name + ".txt").split("\n", -1)) {
      String rest = line.length() > 2 ? line.substring(2) : "";
      switch (line.isEmpty() ? ' ' : line.charAt(0)) {
        case '$' -> current = new Exchange(rest.replace("⏎", "\n"), "", "", "", 0);
        case '<' -> current = current.reading(rest + "\n");
        case '>' -> current = current.printing(line.equals(">\\") ? NO_BREAK : rest + "\n");
        case '!' -> current = current.complaining(rest + "\n");
        case '=' -> exchanges.add(current.ending(Integer.parseInt(rest)));
        default -> {}
      }
    }
    return exchanges;
  }

  private static String read(String resource) {
    try (InputStream stream = Exchange.class.getResourceAsStream(resource)) {
      return new String(
          Objects.requireNonNull(stream, resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Exchange reading(String line) {
    return new Exchange(command, stdin + line, stdout, stderr, status);
  }

  private Exchange printing(String line) {
    String all = line.equals(NO_BREAK) ? stdout.replaceFirst("\n$", "") : stdout + line;
    return new Exchange(command, stdin, all, stderr, status);
  }

  private Exchange complaining(String line) {
    return new Exchange(command, stdin, stdout, stderr + line, status);
  }

  private Exchange ending(int value) {
    return new Exchange(command, stdin, stdout, stderr, value);
  }

  /** The same command, which a node reads as that line, with what it answers. */
  Exchange answeredBy(SimulatedHost host, String line) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    InputStream input = new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8));
    int end = new HostCommandLine(host).run(line, input, out, err);
    return new Exchange(
            command,
            stdin,
            out.toString(StandardCharsets.UTF_8),
            err.toString(StandardCharsets.UTF_8),
            end)
        .normalised();
  }

  private Exchange normalised() {
    return new Exchange(command, stdin, normalised(stdout), normalised(stderr), status);
  }

  private static String normalised(String text) {
    return text.replaceAll("UUID: [0-9a-f-]+", "UUID: …")
        .replaceAll("(BC:24:11)(:[0-9A-F]{2}){3}", "$1:…")
        .replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d", "…                  ")
        .replaceAll("snaptime: \\d+", "snaptime: …")
        .replaceAll("Total bytes read: .*", "Total bytes read: …")
        .replaceAll("(?s)\nNumber of files.*?speedup is 1.00\n", "…\n");
  }

  /** The exchange as a table has it. */
  String text() {
    StringBuilder text = new StringBuilder("$ " + command.replace("\n", "⏎") + "\n");
    append(text, '<', stdin);
    append(text, '>', stdout);
    if (!stdout.isEmpty() && !stdout.endsWith("\n")) {
      text.append(NO_BREAK);
    }
    append(text, '!', stderr);
    return text.append("= ").append(status).append('\n').toString();
  }

  private static void append(StringBuilder text, char sign, String lines) {
    for (String line : lines.lines().toList()) {
      text.append(sign).append(line.isEmpty() ? "" : " ").append(line).append('\n');
    }
  }
}
