package ai.thinkheads.phoenix.proxmox.ssh;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One entry of a known_hosts file; its format is described in sshd(8), SSH_KNOWN_HOSTS FILE FORMAT.
 *
 * @param file where it stands
 * @param line where it stands, counted from 1
 * @param marker {@code @revoked}, {@code @cert-authority}, or empty
 * @param hosts the patterns, or a hash of one name
 * @param key the key
 */
record KnownHost(Path file, int line, String marker, String hosts, HostPublicKey key) {

  private static final String HASHED = "|1|";

  /** Reads one line; empty when it holds no entry, or one that nobody could match. */
  static Optional<KnownHost> parse(Path file, int line, String text) {
    String[] words = text.strip().split("\\s+", -1);
    int first = words[0].startsWith("@") ? 1 : 0;
    if (words[0].startsWith("#") || words.length < first + 3) {
      return Optional.empty();
    }
    try {
      HostPublicKey key = HostPublicKey.of(Base64.getDecoder().decode(words[first + 2]));
      return Optional.of(new KnownHost(file, line, first == 1 ? words[0] : "", words[first], key));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether it is about the host of that name: an address, or {@code [address]:port}. */
  boolean matches(String name) {
    String host = name.toLowerCase(Locale.ROOT);
    if (hosts.startsWith(HASHED)) {
      return isHashOf(host);
    }
    boolean found = false;
    for (String pattern : hosts.split(",", -1)) {
      boolean negated = pattern.startsWith("!");
      if (glob(negated ? pattern.substring(1) : pattern).matcher(host).matches()) {
        if (negated) {
          return false;
        }
        found = true;
      }
    }
    return found;
  }

  boolean isPlain() {
    return marker.isEmpty();
  }

  boolean isRevoked() {
    return marker.equals("@revoked");
  }

  boolean isAuthority() {
    return marker.equals("@cert-authority");
  }

  /** Where it stands, like {@code /root/.ssh/known_hosts:3}. */
  String place() {
    return file + ":" + line;
  }

  private boolean isHashOf(String host) {
    String[] parts = hosts.substring(HASHED.length()).split("\\|", -1);
    if (parts.length != 2) {
      return false;
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(parts[0]), "HmacSHA1"));
      byte[] hash = mac.doFinal(host.getBytes(StandardCharsets.UTF_8));
      return MessageDigest.isEqual(hash, Base64.getDecoder().decode(parts[1]));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false; // no salt, or no Base64: an entry about nobody
    }
  }

  private static Pattern glob(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (char c : pattern.toLowerCase(Locale.ROOT).toCharArray()) {
      regex.append(
          switch (c) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(String.valueOf(c));
          });
    }
    return Pattern.compile(regex.toString());
  }

  /**
   * The public key of a host.
   *
   * @param type like {@code ssh-ed25519}
   * @param blob the key as it goes over the wire
   */
  @SuppressWarnings("ArrayRecordComponent") // seen in this package only, which changes no key
  record HostPublicKey(String type, byte[] blob) {

    /**
     * The key in that form.
     *
     * @throws IllegalArgumentException when it is none
     */
    static HostPublicKey of(byte[] blob) {
      int length = blob.length < 4 ? -1 : blob[3] & 0xff;
      if (length < 1 || blob.length < 4 + length || (blob[0] | blob[1] | blob[2]) != 0) {
        throw new IllegalArgumentException("not an SSH public key");
      }
      return new HostPublicKey(new String(blob, 4, length, StandardCharsets.US_ASCII), blob);
    }

    /** The fingerprint as OpenSSH shows it, like {@code SHA256:…}. */
    String fingerprint() {
      try {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(blob);
        return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every JDK has SHA-256", e);
      }
    }

    /** The key with its type for people. */
    String display() {
      return type + " " + fingerprint();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof HostPublicKey key && Arrays.equals(blob, key.blob);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(blob);
    }

    @Override
    public String toString() {
      return display();
    }
  }
}
