package ai.thinkheads.phoenix.core.model;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whose files those of a mount are inside of a container ({@code idmap} of Proxmox VE 9).
 *
 * @param mappings the ranges; empty to pass the ids through as they are
 */
public record MountIdmap(List<IdMapping> mappings) {

  private static final String PASSTHROUGH = "passthrough";

  /**
   * @throws IllegalArgumentException when two ranges overlap
   */
  public MountIdmap {
    mappings = List.copyOf(mappings);
    for (int i = 0; i < mappings.size(); i++) {
      for (IdMapping later : mappings.subList(i + 1, mappings.size())) {
        if (mappings.get(i).overlaps(later)) {
          throw new IllegalArgumentException(
              "id mappings " + mappings.get(i) + " and " + later + " overlap; make them disjoint");
        }
      }
    }
  }

  /** Ids are the same inside and outside. */
  public static MountIdmap passthrough() {
    return new MountIdmap(List.of());
  }

  /**
   * Reads {@code passthrough}, or ranges like {@code u:0:100000:65536;g:0:100000:65536}.
   *
   * @throws IllegalArgumentException when the text is neither, or two ranges overlap
   */
  public static MountIdmap parse(String text) {
    return text.equals(PASSTHROUGH)
        ? passthrough()
        : new MountIdmap(Stream.of(text.split(";", -1)).map(IdMapping::parse).toList());
  }

  /** The text for Proxmox. */
  @Override
  public String toString() {
    return mappings.isEmpty()
        ? PASSTHROUGH
        : mappings.stream().map(IdMapping::toString).collect(Collectors.joining(";"));
  }
}
