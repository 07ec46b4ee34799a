package ai.thinkheads.phoenix.dsl;

import ai.thinkheads.phoenix.core.model.FeatureUse;
import ai.thinkheads.phoenix.core.model.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is said about an Open WebUI between the braces of {@link Features#openWebui}. */
public final class OpenWebuiBlock {

  private FeatureUse use = Features.feature("open_webui");
  private final List<Object> openai = new ArrayList<>();

  OpenWebuiBlock() {}

  /** The version of its image, like {@code v0.6.30}; Phoenix knows one by default. */
  public OpenWebuiBlock version(String version) {
    return with("version", version);
  }

  /** The TCP port of its pages, 1 to 65535; 8080 by default. */
  public OpenWebuiBlock port(int port) {
    return with("port", UserLine.within("port", port, 1, 65_535));
  }

  /** The folder of the guest that keeps its data; {@code /var/lib/open-webui} by default. */
  public OpenWebuiBlock data(String folder) {
    return with("data", folder);
  }

  /** The guest whose Ollama server it uses, on the port that this guest says; none by default. */
  public OpenWebuiBlock ollama(GuestDef guest) {
    return with("ollama", guest.vmid().value());
  }

  /** The Ollama server that it uses, by address or URL; none by default. */
  public OpenWebuiBlock ollama(String address) {
    return with("ollama", address);
  }

  /** One more guest with OpenAI's API, like that of vLLM, on the port that this guest says. */
  public OpenWebuiBlock openai(GuestDef guest) {
    return openai((Object) guest.vmid().value());
  }

  /** One more guest with OpenAI's API on that TCP port, 1 to 65535. */
  public OpenWebuiBlock openai(GuestDef guest, int port) {
    return openai(
        Map.of("to", guest.vmid().value(), "port", UserLine.within("openai", port, 1, 65_535)));
  }

  /** One more server with OpenAI's API, by a URL that ends with {@code /v1}. */
  public OpenWebuiBlock openai(String url) {
    return openai((Object) url);
  }

  /** The key that all servers with OpenAI's API ask for; none by default. */
  public OpenWebuiBlock openaiApiKey(Secret key) {
    return with("openai_api_key", key.reveal(value -> value));
  }

  /** Whether settings made in its pages win over these after its first start; false by default. */
  public OpenWebuiBlock persistentConfig(boolean persistent) {
    return with("persistent_config", persistent);
  }

  private OpenWebuiBlock openai(Object server) {
    openai.add(server);
    return with("openai", openai);
  }

  /** Any other parameter of the feature: text, a number, a boolean, a list or a map. */
  public OpenWebuiBlock with(String parameter, Object value) {
    use = UserLine.check(() -> use.with(parameter, value));
    return this;
  }

  FeatureUse close() {
    return use;
  }
}
