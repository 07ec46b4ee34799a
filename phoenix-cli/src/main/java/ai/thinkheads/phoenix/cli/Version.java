package ai.thinkheads.phoenix.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of Phoenix, as its jar says. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version =
        Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
            .orElse("(not built as a jar)");
    return new String[] {"phoenix " + version + " on Java " + Runtime.version().feature()};
  }
}
