package ai.thinkheads.phoenix.proxmox.ssh;

import ai.thinkheads.phoenix.proxmox.ssh.KnownHost.HostPublicKey;
import ai.thinkheads.phoenix.proxmox.ssh.SshHost.KeyPath;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Reads private keys, and notes why one cannot be used. */
final class KeyFiles {

  private static final Set<PosixFilePermission> OF_OWNER =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private final JSch jsch;
  private final Credentials credentials;
  private final LoginAttempts attempts;

  KeyFiles(JSch jsch, Credentials credentials, LoginAttempts attempts) {
    this.jsch = jsch;
    this.credentials = credentials;
    this.attempts = attempts;
  }

  /** The key in the file, or nothing and a note. */
  Optional<KeyFileIdentity> load(KeyPath path) {
    Path file = path.file();
    if (Files.notExists(file)) {
      if (path.named()) {
        attempts.skipped("key " + file, "there is no such file");
      }
      return Optional.empty();
    }
    Optional<String> obstacle = obstacle(file);
    if (obstacle.isPresent()) {
      attempts.skipped("key " + file, obstacle.get());
      return Optional.empty();
    }
    return parse(file).map(key -> new KeyFileIdentity(file, key, credentials, attempts));
  }

  private Optional<String> obstacle(Path file) {
    try {
      if (!Files.isReadable(file)) {
        return Optional.of("it cannot be read");
      }
      if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        return Optional.empty();
      }
      PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
      boolean mine = attributes.owner().getName().equals(credentials.options().user());
      return mine && !OF_OWNER.containsAll(attributes.permissions())
          ? Optional.of(
              "others may read it, its mode is "
                  + PosixFilePermissions.toString(attributes.permissions())
                  + "; chmod 600 it")
          : Optional.empty();
    } catch (IOException e) {
      return Optional.of("it cannot be read: " + e.getMessage());
    }
  }

  private Optional<KeyPair> parse(Path file) {
    try {
      return Optional.of(KeyPair.load(jsch, file.toString()));
    } catch (JSchException | RuntimeException e) {
      // JSch runs over the end of a file that is no key, or only the beginning of one.
      attempts.skipped("key " + file, "it is no private key that can be used here");
      return Optional.empty();
    }
  }

  /** The public half, as it stands beside the private one; for keys that only the agent has. */
  static Optional<HostPublicKey> publicKeyBeside(Path file) {
    Path publicFile =
        file.toString().endsWith(".pub") ? file : file.resolveSibling(file.getFileName() + ".pub");
    try {
      String[] words =
          Files.readString(publicFile, StandardCharsets.ISO_8859_1).strip().split("\\s+", -1);
      return words.length < 2
          ? Optional.empty()
          : Optional.of(HostPublicKey.of(Base64.getDecoder().decode(words[1])));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty(); // there need not be one
    }
  }
}
