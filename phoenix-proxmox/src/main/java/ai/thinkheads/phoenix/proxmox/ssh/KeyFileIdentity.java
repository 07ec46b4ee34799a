package ai.thinkheads.phoenix.proxmox.ssh;

import ai.thinkheads.phoenix.core.model.Secret;
import ai.thinkheads.phoenix.proxmox.ssh.KnownHost.HostPublicKey;
import com.jcraft.jsch.Identity;
import com.jcraft.jsch.KeyPair;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A private key from a file.
 *
 * <p>To JSch it looks as if it were not encrypted; its passphrase is only asked for when the server
 * has said that it would take the key, or when the file does not show its public half.
 */
final class KeyFileIdentity implements Identity {

  private final Path file;
  private final KeyPair key;
  private final Credentials credentials;
  private final LoginAttempts attempts;
  private boolean isLockedForGood;

  KeyFileIdentity(Path file, KeyPair key, Credentials credentials, LoginAttempts attempts) {
    this.file = file;
    this.key = key;
    this.credentials = credentials;
    this.attempts = attempts;
  }

  /** The public half, when the file shows it without a passphrase. */
  Optional<HostPublicKey> publicKey() {
    return Optional.ofNullable(key.getPublicKeyBlob()).map(HostPublicKey::of);
  }

  @Override
  public byte @Nullable [] getPublicKeyBlob() {
    return key.getPublicKeyBlob() != null || unlock() ? key.getPublicKeyBlob() : null;
  }

  @Override
  public String getAlgName() {
    byte[] blob = getPublicKeyBlob();
    return blob == null ? "locked" : HostPublicKey.of(blob).type();
  }

  @Override
  public byte @Nullable [] getSignature(byte[] data) {
    return unlock() ? key.getSignature(data) : null;
  }

  @Override
  public byte @Nullable [] getSignature(byte[] data, String algorithm) {
    return unlock() ? key.getSignature(data, algorithm) : null;
  }

  private boolean unlock() {
    if (key.isEncrypted() && !isLockedForGood) {
      isLockedForGood = !credentials.unlock("Passphrase for " + file, this::unlock);
      if (isLockedForGood) {
        attempts.skipped("key " + file, whyLocked());
      }
    }
    return !key.isEncrypted();
  }

  private boolean unlock(Secret passphrase) {
    return passphrase.reveal(text -> key.decrypt(text.getBytes(StandardCharsets.UTF_8)));
  }

  private String whyLocked() {
    if (credentials.canAsk()
        || credentials.options().secret(SshOptions.PASSPHRASE_VARIABLE).isPresent()) {
      return "the passphrase is wrong";
    }
    return "its passphrase is in neither " + SshOptions.PASSPHRASE_VARIABLE + " nor the agent";
  }

  @Override
  public String getName() {
    return "key " + file;
  }

  @Override
  public boolean isEncrypted() {
    return false;
  }

  @Override
  public boolean setPassphrase(byte @Nullable [] passphrase) {
    return true;
  }

  @Override
  public void clear() {
    key.dispose();
  }
}
