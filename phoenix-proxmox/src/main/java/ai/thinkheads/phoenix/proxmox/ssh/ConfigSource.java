package ai.thinkheads.phoenix.proxmox.ssh;

import ai.thinkheads.phoenix.proxmox.shell.ShellException;

/** Where the SSH configuration of a host is read. */
@FunctionalInterface
interface ConfigSource {

  /**
   * What the configuration says about the host.
   *
   * @throws ShellException when it cannot be read, or not be understood
   */
  ConfigValues read(SshTarget target);

  /** The OpenSSH client when it is installed, else the user's file. */
  static ConfigSource of(SshOptions options) {
    return OpenSshClient.find(options)
        .<ConfigSource>map(client -> client)
        .orElseGet(() -> new PlainConfigFile(options));
  }
}
