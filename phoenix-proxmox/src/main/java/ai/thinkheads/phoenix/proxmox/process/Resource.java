package ai.thinkheads.phoenix.proxmox.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Scripts that come with Phoenix, beside the classes that use them. */
public final class Resource {

  /** The text of that file, which stands beside a class. */
  public static String text(Class<?> beside, String name) {
    try (InputStream file = beside.getResourceAsStream(name)) {
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
