package ai.thinkheads.phoenix.proxmox.guest;

/** Python with pip and virtual environments, for services that are put there later. */
public final class PythonApiServiceFeature extends LibraryFeature {

  /** The feature, as {@link java.util.ServiceLoader} finds it. */
  public PythonApiServiceFeature() {
    super("python_api_service", "Python with pip and virtual environments");
  }
}
