package ai.thinkheads.phoenix.core.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who changes a hypervisor, for the others that have to wait.
 *
 * @param user the user who runs it
 * @param machine the machine that it runs on
 * @param pid the number of its process there
 * @param work what it does, like {@code phoenix apply}
 */
public record Holder(String user, String machine, long pid, String work) {

  /** This process, doing that. */
  public static Holder ofThisProcess(String work) {
    return new Holder(
        System.getProperty("user.name", "somebody"),
        machineName(),
        ProcessHandle.current().pid(),
        work);
  }

  // Not asked of the name service, which may take its time to say that it does not know.
  private static String machineName() {
    return Stream.of("HOSTNAME", "COMPUTERNAME")
        .map(System::getenv)
        .flatMap(name -> Optional.ofNullable(name).stream())
        .filter(name -> !name.isBlank())
        .findFirst()
        .orElseGet(Holder::kernelName);
  }

  private static String kernelName() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      return "an unnamed machine";
    }
  }

  /** {@code USER on MACHINE (WORK, pid PID)}. */
  @Override
  public String toString() {
    return user + " on " + machine + " (" + work + ", pid " + pid + ")";
  }
}
