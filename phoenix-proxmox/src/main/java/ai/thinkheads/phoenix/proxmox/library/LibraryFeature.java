package ai.thinkheads.phoenix.proxmox.library;

import ai.thinkheads.phoenix.core.feature.Feature;
import ai.thinkheads.phoenix.core.feature.Guide;
import ai.thinkheads.phoenix.core.feature.Parameter;
import ai.thinkheads.phoenix.core.feature.Parameters;
import ai.thinkheads.phoenix.core.feature.Script;
import ai.thinkheads.phoenix.proxmox.process.Resource;
import org.jspecify.annotations.Nullable;

/** A feature that comes with Phoenix; its script is the file {@code NAME.sh} of this package. */
abstract class LibraryFeature implements Feature {

  /** How a feature is tested whose packages the lab of real containers can have. */
  static final String IN_CONTAINERS =
      "installed, verified, installed again, and changed by its parameters in real containers";

  /** How a feature is tested that needs what no test can have, like a GPU. */
  static final String WITH_STAND_INS =
      "its script is run by a real bash, with stand-ins for the programs that it installs";

  /** Where else the files of a release are. */
  static Parameter releaseUrl() {
    return Parameter.text(
            "release_url",
            "(https://[^\\s]+[^/\\s])?",
            "a URL of https that does not end with /",
            "the folder of the release's files; that of GitHub by default")
        .orEmpty();
  }

  /** The checksum of a release's file. */
  static Parameter sha256() {
    return Parameter.text(
            "sha256",
            "([0-9a-f]{64})?",
            "64 hexadecimal digits",
            "the checksum of the release's file; what the release itself says by default")
        .orEmpty();
  }

  private final String name;
  private final String summary;
  private final Guide guide;
  private final Parameters parameters;
  // Read when it is first needed, since most runs need few of the scripts.
  private volatile @Nullable Script script;

  LibraryFeature(String name, String summary, Guide guide, Parameter... parameters) {
    this.name = name;
    this.summary = summary;
    this.guide = guide;
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
  public final Guide guide() {
    return guide;
  }

  @Override
  public final Parameters parameters() {
    return parameters;
  }

  @Override
  public final Script script() {
    Script read = script;
    if (read == null) {
      read = new Script(name + ".sh", Resource.text(LibraryFeature.class, name + ".sh"));
      script = read;
    }
    return read;
  }
}
