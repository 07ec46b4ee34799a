package ai.thinkheads.phoenix.core.plan;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What of a container came from its definition where nothing else tells: further networks, mounts,
 * devices and raw rows. It is remembered in the last line of the container's own notes, as a remark
 * of HTML that is not shown; so what leaves the definition is taken away, and what others put there
 * is not (decision 0005).
 *
 * @param names what is owned, like {@code net1}, {@code mp:/data}, {@code dev:/dev/kvm}, {@code
 *     lxc.cap.drop}
 */
record Ownership(SortedSet<String> names) {

  private static final Pattern MARK =
      Pattern.compile("(?m)\\n?^<!-- phoenix:((?: [A-Za-z0-9%/:._+-]+)*) -->$");

  /** Copies the names. */
  Ownership {
    names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
  }

  /** What those notes remember. */
  static Ownership of(String description) {
    Matcher mark = MARK.matcher(description);
    return mark.find()
        ? new Ownership(
            Arrays.stream(mark.group(1).trim().split(" ", -1))
                .filter(name -> !name.isEmpty())
                .map(Ownership::decoded)
                .collect(Collectors.toCollection(TreeSet::new)))
        : new Ownership(new TreeSet<>());
  }

  /** Those notes without what is remembered in them: what people wrote. */
  static String withoutMark(String description) {
    return MARK.matcher(description)
        .replaceAll("")
        .lines()
        .filter(line -> !TemplateSnapshot.isRemark(line)) // clones inherit it from a snapshot
        .collect(Collectors.joining("\n"));
  }

  /** Those notes with this remembered in them. */
  String in(String notes) {
    if (names.isEmpty()) {
      return notes;
    }
    String mark =
        names.stream()
            .map(Ownership::encoded)
            .collect(Collectors.joining(" ", "<!-- phoenix: ", " -->"));
    return notes.isEmpty() ? mark : notes + "\n" + mark;
  }

  boolean has(String name) {
    return names.contains(name);
  }

  private static String encoded(String name) {
    StringBuilder text = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) b;
      boolean plain = (c < 0x80 && Character.isLetterOrDigit(c)) || "/:._-".indexOf(c) >= 0;
      text.append(plain ? String.valueOf(c) : String.format("%%%02X", b & 0xff));
    }
    return text.toString();
  }

  private static String decoded(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      boolean coded = text.startsWith("%", i) && text.substring(i + 1).matches("[0-9A-F]{2}.*");
      bytes.write(coded ? Integer.parseInt(text.substring(i + 1, i + 3), 16) : text.charAt(i));
      i += coded ? 2 : 0;
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
