package ai.thinkheads.phoenix.proxmox.library;

import ai.thinkheads.phoenix.core.feature.Guide;

/** Python with pip and virtual environments, for services that are put there later. */
public final class PythonApiServiceFeature extends LibraryFeature {

  /** The feature, as {@link java.util.ServiceLoader} finds it. */
  public PythonApiServiceFeature() {
    super(
        "python_api_service",
        "Python with pip and virtual environments",
        Guide.installing("python3 with pip and venv")
            .version("those of the distribution")
            .tested("installed, verified and installed again in real containers"));
  }
}
