package ai.thinkheads.phoenix.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** What all commands have in common. */
abstract class PhoenixCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Mixin OutputOptions output = new OutputOptions();

  PhoenixCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Does what was asked; returns an {@link ExitCode}. */
  abstract int run(Screen screen);

  @Override
  public final Integer call() {
    return run(screen());
  }

  final Screen screen() {
    return new Screen(surroundings, output);
  }

  final Surroundings surroundings() {
    return surroundings;
  }
}
