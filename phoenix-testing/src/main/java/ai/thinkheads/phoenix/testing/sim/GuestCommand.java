package ai.thinkheads.phoenix.testing.sim;

import java.util.List;
import java.util.Map;

/**
 * A program that shall run inside a guest.
 *
 * @param argv the program and its arguments
 * @param environment the environment variables it gets
 * @param stdin what it can read
 */
@SuppressWarnings("ArrayRecordComponent") // copied on both ways, and never compared
public record GuestCommand(List<String> argv, Map<String, String> environment, byte[] stdin) {

  /** Copies the arguments, the environment and the input. */
  public GuestCommand {
    argv = List.copyOf(argv);
    environment = Map.copyOf(environment);
    stdin = stdin.clone();
  }

  @Override
  public byte[] stdin() {
    return stdin.clone();
  }
}
