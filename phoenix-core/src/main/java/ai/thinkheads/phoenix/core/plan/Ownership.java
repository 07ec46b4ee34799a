package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.ContainerSource;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.Vmid;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What of a container came from its definition where nothing else tells: further networks, mounts,
 * devices and raw rows; and of one that Phoenix made, by which infrastructure and of what. It is
 * remembered in the last line of the container's own notes, as a remark of HTML that is not shown;
 * so what leaves the definition is taken away, and what others put there is not (decisions 0005 and
 * 0007).
 *
 * @param names what is owned, like {@code net1}, {@code mp:/data}, {@code dev:/dev/kvm}, {@code
 *     lxc.cap.drop}; and where it comes from, like {@code made:950:ai-lab}, {@code from:900}
 */
record Ownership(SortedSet<String> names) {

  private static final Pattern MARK =
      Pattern.compile("(?m)\\n?^<!-- phoenix:((?: [A-Za-z0-9%/:._+-]+)*) -->$");

  private static final String MADE = "made:";
  private static final String FROM = "from:";

  /** Copies the names. */
  Ownership {
    names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
  }

  /**
   * What a container remembers that is made now. Its own number is part of it: a copy or a restored
   * backup, which brings the notes along, was not made by Phoenix.
   */
  static Ownership ofNew(Vmid vmid, String infrastructure, ContainerSource source) {
    return new Ownership(new TreeSet<>(List.of(made(vmid) + infrastructure, FROM + word(source))));
  }

  private static String made(Vmid vmid) {
    return MADE + vmid + ":";
  }

  /** How the source of a container is remembered. */
  static String word(ContainerSource source) {
    return source instanceof ContainerSource.Clone clone
        ? clone.vmid().toString()
        : ((ContainerSource.Image) source).volume();
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

  /**
   * The infrastructures that the container of that number is part of, as far as known: the one that
   * made it, and those that were applied since with it in their definition. None when others made
   * it.
   */
  SortedSet<String> makers(Vmid vmid) {
    return names.stream()
        .filter(name -> name.startsWith(made(vmid)))
        .map(name -> name.substring(made(vmid).length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** All infrastructures that are named, whichever container they name them for. */
  SortedSet<String> makers() {
    return names.stream()
        .filter(name -> name.startsWith(MADE))
        .map(name -> name.replaceFirst("^made:[0-9]*:", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The number of the container or the image that the container of that number was made from;
   * absent when not known.
   */
  Optional<String> source(Vmid vmid) {
    return names.stream()
        .filter(name -> name.startsWith(FROM) && !makers(vmid).isEmpty())
        .map(name -> name.substring(FROM.length()))
        .findFirst();
  }

  /**
   * Whether it is known to have been made from something else; where an image lies says nothing.
   */
  boolean isFromOther(Vmid vmid, ContainerSource source) {
    return source(vmid).filter(known -> !file(known).equals(file(word(source)))).isPresent();
  }

  private static String file(String source) {
    return source.substring(source.lastIndexOf('/') + 1);
  }

  /** Where the container comes from, once it is part of that infrastructure, too. */
  SortedSet<String> origin(Vmid vmid, String infrastructure) {
    SortedSet<String> makers = makers(vmid);
    if (!makers.isEmpty() && !infrastructure.equals(Infrastructure.DEFAULT_NAME)) {
      makers.add(infrastructure);
      makers.remove(Infrastructure.DEFAULT_NAME); // That says nothing about whose it is.
    }
    SortedSet<String> origin = new TreeSet<>();
    makers.forEach(maker -> origin.add(made(vmid) + maker));
    source(vmid).ifPresent(source -> origin.add(FROM + source));
    return origin;
  }

  /** The same without being part of that infrastructure. */
  Ownership without(Vmid vmid, String infrastructure) {
    SortedSet<String> others = new TreeSet<>(names);
    others.remove(made(vmid) + infrastructure);
    return new Ownership(others);
  }

  /** What is owned of it. */
  SortedSet<String> parts() {
    return names.stream()
        .filter(name -> !name.startsWith(MADE) && !name.startsWith(FROM))
        .collect(Collectors.toCollection(TreeSet::new));
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
