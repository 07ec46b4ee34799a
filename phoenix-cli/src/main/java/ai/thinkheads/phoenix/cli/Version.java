package ai.thinkheads.phoenix.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of Phoenix, as its jar says. */
final class Version implements IVersionProvider {

  /** {@code phoenix} with its version. */
  static String name() {
    return "phoenix "
        + Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
            .orElse("(not built as a jar)");
  }

  @Override
  public String[] getVersion() {
    return new String[] {name() + " on Java " + Runtime.version().feature()};
  }
}
