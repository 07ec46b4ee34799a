package ai.thinkheads.phoenix.proxmox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The text of {@code /etc/machine-id}, which no two machines share. It is not to be spread (see
 * machine-id(5)), so only a fingerprint of it leaves the observation.
 */
final class MachineId {

  private static final String PURPOSE = "phoenix ";
  private static final int LENGTH = 16;

  /** 16 hexadecimal digits that tell the machine apart, and do not tell its id. */
  static String fingerprint(String id) {
    try {
      byte[] text = (PURPOSE + id.strip()).getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(digest).substring(0, LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private MachineId() {}
}
