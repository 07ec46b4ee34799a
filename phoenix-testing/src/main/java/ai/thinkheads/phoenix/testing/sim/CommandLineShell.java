package ai.thinkheads.phoenix.testing.sim;

import java.io.InputStream;
import java.io.OutputStream;

/** What answers the command lines that a {@link SimulatedSshServer} receives. */
@FunctionalInterface
public interface CommandLineShell {

  /**
   * Runs one line as a login shell would.
   *
   * @param line the line as the client sent it
   * @param stdin what the client writes to the standard input; one that keeps it open makes reading
   *     wait
   * @param stdout where the standard output goes
   * @param stderr where the standard error goes
   * @return the exit status, 0 to 255
   */
  int run(String line, InputStream stdin, OutputStream stdout, OutputStream stderr);
}
