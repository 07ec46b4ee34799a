package ai.thinkheads.phoenix.proxmox.library;

import ai.thinkheads.phoenix.core.feature.Guide;
import ai.thinkheads.phoenix.core.feature.Parameter;

/** The Ollama model server as a service. */
public final class OllamaFeature extends LibraryFeature {

  /** The feature, as {@link java.util.ServiceLoader} finds it. */
  public OllamaFeature() {
    super(
        "ollama",
        "the Ollama model server as a service",
        Guide.installing("Ollama's release, checked against its checksum")
            .port("11434/tcp", "its API")
            .file("/usr/local/bin/ollama", "the program")
            .file("/var/lib/ollama", "models")
            .file("/etc/systemd/system/ollama.service", "the service")
            .version("0.11.11 unless told otherwise")
            .tested(WITH_STAND_INS),
        Parameter.text(
                "version",
                "[0-9]+(\\.[0-9]+)+(-[a-z0-9.]+)?",
                "a version like 0.11.11",
                "the version of Ollama")
            .orElse("0.11.11"),
        releaseUrl(),
        sha256(),
        Parameter.text("host", "[0-9A-Za-z.:-]+", "an address", "the address that it listens on")
            .orElse("0.0.0.0"),
        Parameter.whole("port", 1, 65535, "the port that it listens on").orElse(11434));
  }
}
