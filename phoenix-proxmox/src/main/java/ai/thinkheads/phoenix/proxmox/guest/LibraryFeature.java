package ai.thinkheads.phoenix.proxmox.guest;

import ai.thinkheads.phoenix.core.feature.Feature;
import ai.thinkheads.phoenix.core.feature.Parameter;
import ai.thinkheads.phoenix.core.feature.Parameters;
import ai.thinkheads.phoenix.core.feature.Script;
import org.jspecify.annotations.Nullable;

/** A feature that comes with Phoenix; its script is the file {@code NAME.sh} of this package. */
abstract class LibraryFeature implements Feature {

  private final String name;
  private final String summary;
  private final Parameters parameters;
  // Read when it is first needed, since most runs need few of the scripts.
  private volatile @Nullable Script script;

  LibraryFeature(String name, String summary, Parameter... parameters) {
    this.name = name;
    this.summary = summary;
    this.parameters = Parameters.of(parameters);
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String summary() {
    return summary;
  }

  @Override
  public final Parameters parameters() {
    return parameters;
  }

  @Override
  public final Script script() {
    Script read = script;
    if (read == null) {
      read = new Script(name + ".sh", Resource.text(name + ".sh"));
      script = read;
    }
    return read;
  }
}
