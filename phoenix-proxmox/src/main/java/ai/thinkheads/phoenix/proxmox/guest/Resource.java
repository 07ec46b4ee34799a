package ai.thinkheads.phoenix.proxmox.guest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Scripts that come with Phoenix, beside the classes of this package. */
final class Resource {

  /** The text of that file. */
  static String text(String name) {
    try (InputStream file = Resource.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is missing from this build of Phoenix");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " of this build of Phoenix cannot be read", e);
    }
  }

  private Resource() {}
}
