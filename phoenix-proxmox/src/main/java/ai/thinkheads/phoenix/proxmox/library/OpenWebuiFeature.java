package ai.thinkheads.phoenix.proxmox.library;

import ai.thinkheads.phoenix.core.feature.Guide;
import ai.thinkheads.phoenix.core.feature.Parameter;
import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Open WebUI, a chat in the browser, as a Docker container. It answers with the models of an Ollama
 * server and of servers with OpenAI's API, like vLLM.
 */
public final class OpenWebuiFeature extends DockerImageFeature {

  private static final int OLLAMA_PORT = 11434;
  private static final int VLLM_PORT = 8000;

  /** The feature, as {@link java.util.ServiceLoader} finds it. */
  public OpenWebuiFeature() {
    super(
        "open_webui",
        "Open WebUI, a chat in the browser, as a Docker container",
        Guide.installing("a Docker container; its data stays when it is replaced")
            .port("8080/tcp", "its pages")
            .file("/var/lib/open-webui", "its data")
            .file("/etc/open-webui.env", "its settings and keys, for root only")
            .version("v0.6.30 unless told otherwise")
            .tested(WITH_STAND_INS),
        image("ghcr.io/open-webui/open-webui"),
        version("v0.6.30"),
        Parameter.whole("port", 1, 65535, "the port on the guest").orElse(8080),
        data("/var/lib/open-webui"),
        Parameter.text(
                "ollama",
                "(" + GuestReference.URL_FORM + ")?",
                GuestReference.USE,
                "the Ollama server, by vmid or address")
            .orEmpty(),
        Parameter.texts(
                "openai",
                "a list of servers",
                "servers with OpenAI's API, each a vmid, an address, a URL that ends with /v1, or"
                    + " an object like {\"to\": 950, \"port\": 8000}")
            .orEmpty(),
        Parameter.text(
                "openai_api_key",
                "[^\\s;\\p{Cntrl}]*",
                "a text without blanks and semicolons",
                "the key that these servers ask for; nothing for none")
            .orEmpty(),
        Parameter.flag(
                "persistent_config",
                "whether settings made in its pages win over these after the first start")
            .orElse(false));
  }

  @Override
  public Attributes complete(Attributes given, Container container, Infrastructure infrastructure) {
    GuestReference reference = new GuestReference(infrastructure);
    Attributes completed = reference.resolve(given, "ollama", "ollama", OLLAMA_PORT);
    return super.complete(
        reference.resolveEach(completed, "openai", OpenWebuiFeature::openai),
        container,
        infrastructure);
  }

  private static String openai(@Nullable Object server, GuestReference reference) {
    String url = reference.url(server, "vllm", VLLM_PORT);
    return url.matches("https?://[^/\\s]+/?") ? url.replaceAll("/$", "") + "/v1" : url;
  }

  @Override
  public List<Problem> check(String path, Attributes completed) {
    List<Problem> problems = new ArrayList<>(super.check(path, completed));
    GuestReference.resolved(completed, "openai").stream()
        .filter(server -> !server.matches(GuestReference.URL_FORM))
        .map(
            server ->
                Problem.error(
                    path + ".openai", "a server cannot be " + server, "use " + GuestReference.USE))
        .forEach(problems::add);
    return List.copyOf(problems);
  }
}
