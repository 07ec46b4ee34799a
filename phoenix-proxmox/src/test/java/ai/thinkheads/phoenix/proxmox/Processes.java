package ai.thinkheads.phoenix.proxmox;

import java.util.List;

/** What runs on this machine. */
public final class Processes {

  /** The command lines with that argument. */
  public static List<String> with(String argument) {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().commandLine().stream())
        .filter(line -> List.of(line.split(" ", -1)).contains(argument))
        .toList();
  }

  private Processes() {}
}
