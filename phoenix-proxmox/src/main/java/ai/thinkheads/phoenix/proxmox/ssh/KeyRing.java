package ai.thinkheads.phoenix.proxmox.ssh;

import ai.thinkheads.phoenix.proxmox.ssh.KnownHost.HostPublicKey;
import ai.thinkheads.phoenix.proxmox.ssh.SshHost.Identities;
import ai.thinkheads.phoenix.proxmox.ssh.SshHost.KeyPath;
import com.jcraft.jsch.AgentIdentityRepository;
import com.jcraft.jsch.AgentProxyException;
import com.jcraft.jsch.Identity;
import com.jcraft.jsch.IdentityRepository;
import com.jcraft.jsch.SSHAgentConnector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Vector;

/**
 * The keys for one login, in the order in which OpenSSH tries them: those of the agent that the
 * configuration names, the other ones of the agent, those that are only in files.
 */
final class KeyRing implements IdentityRepository {

  private final Vector<Identity> keys = new Vector<>();

  private KeyRing(List<Identity> keys) {
    this.keys.addAll(keys);
  }

  static KeyRing of(Identities identities, KeyFiles files, LoginAttempts attempts) {
    Map<HostPublicKey, Identity> agent = new LinkedHashMap<>();
    identities.agent().ifPresent(socket -> agent.putAll(agentKeys(socket, attempts)));
    List<Identity> named = new ArrayList<>();
    List<Identity> fromFiles = new ArrayList<>();
    for (KeyPath path : identities.files()) {
      Optional<Identity> held = KeyFiles.publicKeyBeside(path.file()).map(agent::remove);
      if (held.isPresent()) {
        named.add(held.get());
      } else {
        files
            .load(path)
            .ifPresent(
                key ->
                    key.publicKey()
                        .map(agent::remove)
                        .ifPresentOrElse(named::add, () -> fromFiles.add(key)));
      }
    }
    List<Identity> all = new ArrayList<>(named);
    if (!identities.only()) {
      all.addAll(agent.values());
    }
    all.addAll(fromFiles);
    return new KeyRing(
        all.stream().map(key -> (Identity) new OfferedIdentity(key, attempts)).toList());
  }

  private static Map<HostPublicKey, Identity> agentKeys(Path socket, LoginAttempts attempts) {
    Map<HostPublicKey, Identity> keys = new LinkedHashMap<>();
    try {
      AgentIdentityRepository agent = new AgentIdentityRepository(new SSHAgentConnector(socket));
      if (agent.getStatus() != RUNNING) {
        attempts.skipped("agent " + socket, "it does not answer");
        return keys;
      }
      agent
          .getIdentities()
          .forEach(key -> keys.putIfAbsent(HostPublicKey.of(key.getPublicKeyBlob()), key));
      if (keys.isEmpty()) {
        attempts.skipped("agent " + socket, "it holds no keys");
      }
    } catch (AgentProxyException e) {
      attempts.skipped("agent " + socket, String.valueOf(e.getMessage()));
    }
    return keys;
  }

  @Override
  public Vector<Identity> getIdentities() {
    return keys;
  }

  @Override
  public String getName() {
    return "keys";
  }

  @Override
  public int getStatus() {
    return RUNNING;
  }

  @Override
  public boolean add(byte[] identity) {
    return false;
  }

  @Override
  public boolean remove(byte[] blob) {
    return false;
  }

  @Override
  public void removeAll() {
    keys.forEach(Identity::clear);
  }
}
