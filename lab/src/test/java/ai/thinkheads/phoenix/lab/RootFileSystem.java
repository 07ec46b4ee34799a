package ai.thinkheads.phoenix.lab;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * The root file system of fresh guests: a small Debian with systemd, made once with mmdebstrap and
 * kept in the cache under the hash of its recipe. There are two archives of it; in the second one
 * all owners are shifted as those of an unprivileged container are.
 */
final class RootFileSystem {

  /** The first of the 65536 numbers that users of an unprivileged container have outside. */
  static final int FIRST_ID = 100_000;

  /** Where its packages, and those of features, come from. */
  static final URI MIRROR = URI.create("http://deb.debian.org/debian");

  private static final List<String> PACKAGES =
      List.of("systemd", "systemd-sysv", "iproute2", "ca-certificates");
  private static final String SUITE = "bookworm";

  private static final String MAKE =
      """
      set -euo pipefail
      suite=$1 packages=$2 first=$3
      TMPDIR=$PWD mmdebstrap --quiet --variant=minbase --include="$packages" "$suite" made.tar "$4"
      mkdir tree
      tar --extract --file made.tar --directory tree --exclude './dev/*'
      rm made.tar
      tar --create --file plain.tar --numeric-owner --directory tree .
      for id in {0..1000} 65534; do echo "+$id +$((first + id))"; done >map
      tar --create --file shifted.tar --numeric-owner --owner-map=map --group-map=map \\
        --directory tree .
      rm -rf tree map
      """;

  private RootFileSystem() {}

  /** Whether packages can be had. */
  static boolean canReachMirror() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(MIRROR + "/dists/" + SUITE + "/Release"))
            .method("HEAD", HttpRequest.BodyPublishers.noBody())
            .timeout(Duration.ofSeconds(30))
            .build();
    try {
      return HttpClient.newHttpClient()
              .send(request, HttpResponse.BodyHandlers.discarding())
              .statusCode()
          < 400;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The archive for such a guest; it is made when there is none. */
  static Path archive(boolean unprivileged) {
    Path folder = Cache.folder().resolve("rootfs-" + key());
    if (!Files.isDirectory(folder)) {
      Cache.alone(
          "rootfs",
          () -> {
            make(folder);
            return folder;
          });
    }
    return folder.resolve(unprivileged ? "shifted.tar" : "plain.tar");
  }

  /** Makes it beside its place; what a killed process left of it there is removed first. */
  private static void make(Path folder) {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path unfinished = folder.resolveSibling("unfinished");
    Programs.run("rm", "-rf", "--one-file-system", "--", unfinished.toString());
    Programs.run("mkdir", unfinished.toString());
    Programs.run(
        "env",
        "-C",
        unfinished.toString(),
        "bash",
        "-c",
        MAKE,
        "make-rootfs",
        SUITE,
        String.join(",", PACKAGES),
        String.valueOf(FIRST_ID),
        MIRROR.toString());
    Programs.run("mv", "-T", unfinished.toString(), folder.toString());
  }

  private static String key() {
    try {
      byte[] recipe =
          (MAKE + SUITE + PACKAGES + FIRST_ID + MIRROR).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(recipe), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
