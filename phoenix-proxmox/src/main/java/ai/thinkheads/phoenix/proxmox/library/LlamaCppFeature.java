package ai.thinkheads.phoenix.proxmox.library;

import ai.thinkheads.phoenix.core.feature.Guide;
import ai.thinkheads.phoenix.core.feature.Parameter;
import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import java.util.List;

/**
 * The model server of llama.cpp, built from a release. Without a model it is only built, as in a
 * template; with one it runs as a service.
 */
public final class LlamaCppFeature extends LibraryFeature {

  private static final String CUDA = "cuda";
  private static final String CPU = "cpu";

  /** More layers than any model has. */
  private static final int ALL_LAYERS = 999;

  /** The feature, as {@link java.util.ServiceLoader} finds it. */
  public LlamaCppFeature() {
    super(
        "llamacpp",
        "the model server of llama.cpp, as a service when it is given a model",
        Guide.installing("llama-server, built from a release with cmake")
            .port("8081/tcp", "its API and pages")
            .file("/opt/llamacpp", "the program")
            .file("/var/lib/llamacpp", "what it caches")
            .file("/etc/systemd/system/llamacpp.service", "the service")
            .version("b6000 unless told otherwise")
            .tested(WITH_STAND_INS),
        Parameter.text("version", "b[0-9]+", "a release like b6000", "the release of llama.cpp")
            .orElse("b6000"),
        Parameter.text(
                "source_url",
                "((https?|file)://[^\\s]+)?",
                "a URL",
                "the release's sources as tar.gz; those of GitHub by default")
            .orEmpty(),
        Parameter.text(
                "sha256",
                "([0-9a-f]{64})?",
                "64 hexadecimal digits",
                "the checksum of the sources; by default https alone is trusted")
            .orEmpty(),
        Parameter.choice(
            "acceleration",
            List.of(CUDA, CPU),
            "what computes; cuda, which needs the CUDA toolkit of nvidia, when GPUs are assigned,"
                + " else cpu"),
        Parameter.text(
                "model",
                "(/[^\\s\\p{Cntrl}%$\"'\\\\]+)?",
                "a path from the root without blanks and quotes",
                "the model's file in the guest, in the format GGUF; nothing for no service")
            .orEmpty(),
        Parameter.text("host", "[0-9A-Za-z.:-]+", "an address", "the address that it listens on")
            .orElse("0.0.0.0"),
        Parameter.whole("port", 1, 65535, "the port that it listens on").orElse(8081),
        Parameter.whole(
                "ctx_size", 0, 100_000_000, "the longest context in tokens; 0 for the model's own")
            .orElse(0),
        Parameter.whole(
            "gpu_layers",
            0,
            ALL_LAYERS,
            "how many of the model's layers GPUs compute; all with cuda, else 0"),
        Parameter.texts("args", "further arguments of llama-server, like --threads").orEmpty(),
        Parameter.whole("ready_seconds", 1, 86400, "how long it may take to load the model")
            .orElse(600));
  }

  @Override
  public Attributes complete(Attributes given, Container container, Infrastructure infrastructure) {
    Attributes completed = given;
    if (given.get("acceleration").isEmpty()) {
      completed = completed.with("acceleration", container.gpus().isNone() ? CPU : CUDA);
    }
    if (given.get("gpu_layers").isEmpty()) {
      boolean cuda = completed.text("acceleration").filter(CUDA::equals).isPresent();
      completed = completed.with("gpu_layers", cuda ? ALL_LAYERS : 0);
    }
    return super.complete(completed, container, infrastructure);
  }
}
