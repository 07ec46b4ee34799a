package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.state.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/** What long commands tell on their standard output; made for people, never to be parsed. */
final class Progress {

  private Progress() {}

  /** A fresh volume that has to be formatted. */
  static void formatted(Call call, Volume volume, long bytes) {
    if (volume.format().equals("subvol")) {
      return;
    }
    Storage storage = call.node().storages().usable(volume.storage());
    StringBuilder text = new StringBuilder();
    if (PctCreate.formatsImageFiles(storage)) {
      text.append("Formatting '")
          .append(storage.path().orElse(""))
          .append("/images/")
          .append(volume.path())
          .append(volume.name())
          .append("', fmt=raw size=")
          .append(bytes)
          .append(" preallocation=off\n");
    }
    long blocks = bytes / 4096;
    text.append("Creating filesystem with ").append(blocks).append(" 4k blocks and ");
    text.append(bytes / 16_384).append(" inodes\n");
    UUID uuid = UUID.nameUUIDFromBytes(volume.id().getBytes(StandardCharsets.UTF_8));
    text.append("Filesystem UUID: ").append(uuid).append('\n');
    text.append("Superblock backups stored on blocks: \n\t").append(backups(blocks)).append('\n');
    call.output().out(text.toString());
  }

  /** Copies of the superblock are in the block groups 1 and the powers of 3, 5 and 7. */
  private static String backups(long blocks) {
    List<String> places = new ArrayList<>();
    for (long group = 1; group * 32_768 < blocks && places.size() < 12; group++) {
      if (group == 1 || isPower(group, 3) || isPower(group, 5) || isPower(group, 7)) {
        places.add(String.valueOf(group * 32_768));
      }
    }
    return String.join(", ", places);
  }

  private static boolean isPower(long number, int base) {
    long power = base;
    while (power < number) {
      power *= base;
    }
    return power == number;
  }

  /** The statistics of a copy, as rsync writes them. */
  static void copied(Call call, Path content) {
    long files = 0;
    long bytes = 0;
    try (Stream<Path> all = Files.walk(content)) {
      for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
        files++;
        bytes += Files.size(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    call.output()
        .out(
            String.format(
                Locale.ROOT,
                """

                Number of files: %1$d (reg: %1$d)
                Number of created files: %1$d (reg: %1$d)
                Number of deleted files: 0
                Number of regular files transferred: %1$d
                Total file size: %2$,d bytes
                Total transferred file size: %2$,d bytes
                Literal data: %2$,d bytes
                Matched data: 0 bytes
                File list size: 0
                File list generation time: 0.001 seconds
                File list transfer time: 0.000 seconds
                Total bytes sent: %2$,d
                Total bytes received: 0

                sent %2$,d bytes  received 0 bytes  %2$,d.00 bytes/sec
                total size is %2$,d  speedup is 1.00
                """,
                files,
                bytes));
  }
}
