package ai.thinkheads.phoenix.proxmox.ssh;

import com.jcraft.jsch.Identity;
import com.jcraft.jsch.JSchException;
import org.jspecify.annotations.Nullable;

/** A key that is noted as tried when the server is asked about it. */
final class OfferedIdentity implements Identity {

  private final Identity key;
  private final LoginAttempts attempts;

  OfferedIdentity(Identity key, LoginAttempts attempts) {
    this.key = key;
    this.attempts = attempts;
  }

  @Override
  public byte @Nullable [] getPublicKeyBlob() {
    byte[] blob = key.getPublicKeyBlob();
    if (blob != null) {
      attempts.tried(getName());
    }
    return blob;
  }

  @Override
  public byte @Nullable [] getSignature(byte[] data) {
    return key.getSignature(data);
  }

  @Override
  public byte @Nullable [] getSignature(byte[] data, String algorithm) {
    return key.getSignature(data, algorithm);
  }

  @Override
  public String getAlgName() {
    return key.getAlgName();
  }

  /** Agents know a key by its comment only. */
  @Override
  public String getName() {
    return key instanceof KeyFileIdentity ? key.getName() : "agent key " + key.getName();
  }

  @Override
  public boolean isEncrypted() {
    return key.isEncrypted();
  }

  @Override
  public boolean setPassphrase(byte @Nullable [] passphrase) throws JSchException {
    return key.setPassphrase(passphrase);
  }

  @Override
  public void clear() {
    key.clear();
  }
}
