package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import ai.thinkheads.phoenix.proxmox.ssh.HostShells;
import ai.thinkheads.phoenix.proxmox.ssh.SshOptions;
import ai.thinkheads.phoenix.testing.sim.SimulatedHost;
import ai.thinkheads.phoenix.testing.sim.SimulatedSshServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A simulated node behind a real SSH server on loopback, with the keys to it in a folder. */
final class DemoNode implements AutoCloseable {

  private final SimulatedSshServer server;
  private final Path folder;
  private final Path key;
  private final Path knownHosts;

  private DemoNode(SimulatedSshServer server, Path folder) {
    this.server = server;
    this.folder = folder;
    this.key = server.writeClientKey(folder.resolve("key"));
    this.knownHosts = server.writeKnownHosts(folder.resolve("known_hosts"));
  }

  static DemoNode start(SimulatedHost host) {
    try {
      return new DemoNode(
          SimulatedSshServer.start(host), Files.createTempDirectory("phoenix-demo"));
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary folder can be made for the keys", e);
    }
  }

  String target() {
    return server.target();
  }

  /** Connects as anybody would, but without looking at the user's own keys and settings. */
  HostShell open(int channels) {
    SshOptions options =
        SshOptions.of(Map.of(), folder, "root")
            .withIdentityFile(key)
            .withKnownHosts(knownHosts)
            .withChannels(channels);
    return HostShells.open(target(), options);
  }

  @Override
  public void close() {
    server.close();
    for (Path file : List.of(key, knownHosts, folder)) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        // The keys open nothing any more; the folder for temporary files is cleaned by others.
      }
    }
  }
}
