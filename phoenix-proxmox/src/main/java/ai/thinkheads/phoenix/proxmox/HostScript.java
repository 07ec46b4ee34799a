package ai.thinkheads.phoenix.proxmox;

import ai.thinkheads.phoenix.proxmox.process.Resource;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import java.util.ArrayList;
import java.util.List;

/**
 * A constant bash script that runs on the node. What varies are its arguments, which never become
 * part of its text.
 */
enum HostScript {
  /** Prints what exists; arguments are guests to look inside of and paths to look for. */
  OBSERVE("observe"),
  /** Makes a folder; arguments are its path, its user and its group. */
  MAKE_DIRECTORY("make-directory"),
  /**
   * Replaces raw rows of a container by its standard input; arguments are the container, the digest
   * of its configuration, the size of the input in bytes, and the keys of the rows.
   */
  WRITE_ROWS("write-rows"),
  /** Replaces a file by its standard input; arguments are its path and its size in bytes. */
  WRITE_FILE("write-file"),
  /**
   * Keeps others with the same script away while it is fed; arguments are for how many seconds it
   * waits for one, after how many seconds of silence it ends, and who runs it.
   */
  HOLD("hold"),
  /** Cleans up after a killed operation; arguments are the guest, a digest, and what to do. */
  RECOVER("recover"),
  /**
   * Makes volumes, or goes back to a time before that; arguments are the guest, the storages and
   * the mounts of these volumes, and the verb of {@code pct} with its arguments.
   */
  CHANGE_VOLUMES("change-volumes"),
  /**
   * Takes a snapshot; arguments are the guest, the snapshot, the digest of the configuration, and a
   * remark.
   */
  TAKE_GUARD("take-guard");

  private final String name;
  private final String text;

  HostScript(String name) {
    this.name = name;
    this.text = Resource.text(HostScript.class, "host/" + name + ".sh");
  }

  /** Its name in process lists, logs and simulations, like {@code phoenix-observe}. */
  String title() {
    return "phoenix-" + name;
  }

  /** Its text. */
  String text() {
    return text;
  }

  /** The command that runs it. */
  Command command(String... arguments) {
    return command(List.of(arguments));
  }

  /** The command that runs it. */
  Command command(List<String> arguments) {
    List<String> argv = new ArrayList<>(List.of("bash", "-c", text, title()));
    argv.addAll(arguments);
    return Command.of(argv);
  }
}
