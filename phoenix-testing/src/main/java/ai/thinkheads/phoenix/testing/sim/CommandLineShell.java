package ai.thinkheads.phoenix.testing.sim;

import java.io.OutputStream;

/** What answers the command lines that a {@link SimulatedSshServer} receives. */
@FunctionalInterface
public interface CommandLineShell {

  /**
   * Runs one line as a login shell would.
   *
   * @param line the line as the client sent it
   * @param stdin everything that the client wrote to the standard input
   * @param stdout where the standard output goes
   * @param stderr where the standard error goes
   * @return the exit status, 0 to 255
   */
  int run(String line, byte[] stdin, OutputStream stdout, OutputStream stderr);
}
