package ai.thinkheads.phoenix.proxmox.ssh;

import ai.thinkheads.phoenix.proxmox.shell.ShellException;
import ai.thinkheads.phoenix.proxmox.shell.ShellQuoting;
import ai.thinkheads.phoenix.proxmox.ssh.HostKeyRejectedException.Reason;
import ai.thinkheads.phoenix.proxmox.ssh.KnownHost.HostPublicKey;
import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.UserInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether a host is the one it should be, for one connection.
 *
 * <p>JSch asks here which types of keys are known, so that the server shows one of those, and then
 * whether the key is good. The reason for a refusal is kept, since JSch's own words have neither
 * fingerprint nor place.
 */
final class HostKeyCheck implements HostKeyRepository {

  /** What JSch negotiates; certificates are left out, a host with one also has a plain key. */
  static final String NEGOTIATED_TYPES =
      "ssh-ed25519,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,"
          + "rsa-sha2-512,rsa-sha2-256";

  private static final Set<String> TYPES_OF_JSCH =
      Set.of(
          "ssh-ed25519",
          "ecdsa-sha2-nistp256",
          "ecdsa-sha2-nistp384",
          "ecdsa-sha2-nistp521",
          "ssh-rsa");

  private static final Logger LOG = LoggerFactory.getLogger(HostKeyCheck.class);

  private final SshHost host;
  private final KnownHosts known;
  private @Nullable ShellException refusal;

  HostKeyCheck(SshHost host) {
    this.host = host;
    this.known = KnownHosts.of(host);
  }

  /** Why the key was refused, if it was. */
  Optional<ShellException> refusal() {
    return Optional.ofNullable(refusal);
  }

  @Override
  public int check(String name, byte[] blob) {
    HostPublicKey key = HostPublicKey.of(blob);
    Optional<KnownHost> revocation = known.revocation(key);
    if (revocation.isPresent()) {
      return refuse(CHANGED, revoked(key, revocation.get()));
    }
    if (known.contains(key)) {
      return OK;
    }
    if (!known.plain().isEmpty()) {
      return refuse(CHANGED, changed(key));
    }
    if (host.keys().policy() == HostKeyPolicy.ACCEPT_NEW) {
      return accept(key);
    }
    return refuse(NOT_INCLUDED, unknown(key));
  }

  private int refuse(int verdict, ShellException why) {
    refusal = why;
    return verdict;
  }

  private int accept(HostPublicKey key) {
    Optional<Path> file = host.keys().userFiles().stream().findFirst();
    try {
      file.ifPresent(place -> known.append(place, key));
    } catch (ShellException e) {
      return refuse(NOT_INCLUDED, e);
    }
    LOG.warn(
        "{} was not known; its key {} is now trusted and {}",
        host.where(),
        key.display(),
        file.map(place -> "added to " + place).orElse("kept nowhere"));
    return OK;
  }

  private HostKeyRejectedException revoked(HostPublicKey key, KnownHost entry) {
    return new HostKeyRejectedException(
        Reason.REVOKED,
        host.where() + " shows the key " + key.display() + ", which " + entry.place() + " revokes",
        "do not connect; give the host a new key, or find out who answers in its place");
  }

  private HostKeyRejectedException changed(HostPublicKey key) {
    String expected =
        known.plain().stream()
            .map(entry -> entry.key().display() + " (" + entry.place() + ")")
            .collect(Collectors.joining(", "));
    if (known.isVouched()) {
      return new HostKeyRejectedException(
          Reason.CHANGED,
          host.where()
              + " shows the key "
              + key.display()
              + ", but its cluster knows it by "
              + expected,
          "someone may be answering in its place; only if it has a new key, put that into the"
              + " cluster's file, or connect once with ssh to have it in your own known_hosts");
    }
    String files =
        known.plain().stream()
            .map(entry -> ShellQuoting.quote(entry.file().toString()))
            .distinct()
            .map(file -> "ssh-keygen -f " + file + " -R " + ShellQuoting.quote(known.name()))
            .collect(Collectors.joining(" && "));
    return new HostKeyRejectedException(
        Reason.CHANGED,
        host.where() + " shows the key " + key.display() + ", but is known by " + expected,
        "someone may be answering in its place; only if it was installed anew, remove the old key"
            + " with "
            + files
            + " and connect once with ssh");
  }

  private HostKeyRejectedException unknown(HostPublicKey key) {
    String authority =
        known
            .authority()
            .map(entry -> " (the @cert-authority in " + entry.place() + " is not used here)")
            .orElse("");
    return new HostKeyRejectedException(
        Reason.UNKNOWN,
        host.where()
            + " is not known: no known_hosts file has its key "
            + key.display()
            + authority,
        "compare the fingerprint with ssh-keygen -lf on the host's /etc/ssh/ssh_host_*_key.pub, then"
            + " connect once with ssh"
            + keyscan()
            + "; or accept new hosts with StrictHostKeyChecking accept-new");
  }

  private String keyscan() {
    if (host.keys().alias().isPresent() || !host.via().isEmpty()) {
      return "";
    }
    String file =
        host.keys().userFiles().stream().findFirst().map(Path::toString).orElse("known_hosts");
    return ", or add the key with ssh-keyscan -p "
        + host.port()
        + " "
        + ShellQuoting.quote(host.address())
        + " >> "
        + ShellQuoting.quote(file);
  }

  /** The keys by whose types the server's is chosen. */
  @Override
  public HostKey[] getHostKey(@Nullable String name, @Nullable String type) {
    List<HostKey> keys = new ArrayList<>();
    for (KnownHost entry : known.all()) {
      String entryType = entry.key().type();
      if (entry.isPlain()
          && TYPES_OF_JSCH.contains(entryType)
          && (type == null || type.equals(entryType))) {
        keys.add(hostKey(entry));
      }
    }
    return keys.toArray(new HostKey[0]);
  }

  private HostKey hostKey(KnownHost entry) {
    try {
      return new HostKey(known.name(), HostKey.GUESS, entry.key().blob());
    } catch (JSchException e) {
      throw new IllegalStateException("JSch does not know " + entry.key().type(), e);
    }
  }

  @Override
  public HostKey[] getHostKey() {
    return getHostKey(null, null);
  }

  @Override
  public String getKnownHostsRepositoryID() {
    return known.name();
  }

  /** Never asked for: a key is added while it is checked. */
  @Override
  public void add(HostKey key, UserInfo userInfo) {
    throw new UnsupportedOperationException();
  }

  /** Never asked for: a key is never removed here. */
  @Override
  public void remove(String name, String type) {
    throw new UnsupportedOperationException();
  }

  /** Never asked for: a key is never removed here. */
  @Override
  public void remove(String name, String type, byte[] key) {
    throw new UnsupportedOperationException();
  }
}
