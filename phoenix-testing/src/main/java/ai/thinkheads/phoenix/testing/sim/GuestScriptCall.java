package ai.thinkheads.phoenix.testing.sim;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One run of a script inside a simulated guest.
 *
 * @param guest the guest
 * @param script the text of the script; for {@code bash -s} what stands on the standard input
 * @param arguments the arguments behind the script's name
 * @param environment the environment variables
 * @param stdin what the script can read; for {@code bash -s} it holds the script itself
 * @param lines hears whole lines of the standard output while the script goes on; what is told must
 *     be the beginning of the result's standard output
 */
@SuppressWarnings("ArrayRecordComponent") // copied on both ways, and never compared
public record GuestScriptCall(
    SimulatedGuest guest,
    String script,
    List<String> arguments,
    Map<String, String> environment,
    byte[] stdin,
    Consumer<String> lines) {

  /** Copies arguments, environment and input. */
  public GuestScriptCall {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
    stdin = stdin.clone();
  }

  @Override
  public byte[] stdin() {
    return stdin.clone();
  }
}
