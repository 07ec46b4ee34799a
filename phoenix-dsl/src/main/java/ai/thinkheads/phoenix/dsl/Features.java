package ai.thinkheads.phoenix.dsl;

import ai.thinkheads.phoenix.core.model.FeatureUse;
import ai.thinkheads.phoenix.core.model.Secret;
import java.util.function.Consumer;

/**
 * What can be installed in guests, for static import. Guests get it by {@link GuestBlock#install}.
 */
public final class Features {

  /** The tools that people expect on a machine, and its locale. */
  public static FeatureUse baseSetup() {
    return feature("base_setup");
  }

  /** The Docker engine with {@code docker compose}, in the version that the distribution has. */
  public static FeatureUse docker() {
    return feature("docker");
  }

  /** The Docker engine with {@code docker compose}, in that version, like {@code 27.5.1}. */
  public static FeatureUse docker(String version) {
    return docker().with("version", version);
  }

  /** NVIDIA's driver libraries and CUDA, in the version that the infrastructure names. */
  public static FeatureUse nvidia() {
    return feature("nvidia");
  }

  /** NVIDIA's driver libraries and CUDA for that driver version, which must be the node's. */
  public static FeatureUse nvidia(String driverVersion) {
    return nvidia().with("driver_version", driverVersion);
  }

  /** The vLLM runtime without a model, for templates. */
  public static FeatureUse vllm() {
    return feature("vllm");
  }

  /** A vLLM server for that model, by its name on Hugging Face. */
  public static FeatureUse vllm(String model) {
    return vllm(model, v -> {});
  }

  /** A vLLM server for that model, by its name on Hugging Face, with what else there is to say. */
  public static FeatureUse vllm(String model, Consumer<? super VllmBlock> definition) {
    VllmBlock block = new VllmBlock(model);
    definition.accept(block);
    return block.close();
  }

  /** An Ollama model server on port 11434. */
  public static FeatureUse ollama() {
    return feature("ollama");
  }

  /** An Ollama model server on port 11434, in that version, like {@code 0.11.11}. */
  public static FeatureUse ollama(String version) {
    return ollama().with("version", version);
  }

  /**
   * Portainer, as server or agent as {@link GuestBlock#portainerRole} says. A guest with one of
   * these roles gets it without asking; ask for it to give it parameters.
   */
  public static FeatureUse portainer() {
    return feature("portainer");
  }

  /**
   * Traefik as the gateway to other guests; with {@code acme_server} it gets certificates by ACME.
   */
  public static FeatureUse traefik(Consumer<? super GatewayBlock> definition) {
    GatewayBlock block = new GatewayBlock(feature("traefik"));
    definition.accept(block);
    return block.close();
  }

  /** A certificate authority of one's own with ACME, on port 9443. */
  public static FeatureUse stepCa() {
    return feature("step_ca");
  }

  /** Grafana on port 3000, without a source of data. */
  public static FeatureUse grafana() {
    return feature("grafana");
  }

  /** Grafana on port 3000, which shows what the Prometheus server of that guest knows. */
  public static FeatureUse grafana(GuestDef prometheus) {
    return grafana().with("prometheus", prometheus.vmid().value());
  }

  /** The vector database Qdrant, on ports 6333 and 6334; needs Docker. */
  public static FeatureUse qdrant() {
    return feature("qdrant");
  }

  /** The vector database Qdrant, with what else there is to say; needs Docker. */
  public static FeatureUse qdrant(Consumer<? super QdrantBlock> definition) {
    QdrantBlock block = new QdrantBlock();
    definition.accept(block);
    return block.close();
  }

  /** Open WebUI, a chat in the browser, on port 8080; needs Docker. */
  public static FeatureUse openWebui(Consumer<? super OpenWebuiBlock> definition) {
    OpenWebuiBlock block = new OpenWebuiBlock();
    definition.accept(block);
    return block.close();
  }

  /** The model server of llama.cpp without a model, for templates. */
  public static FeatureUse llamacpp() {
    return feature("llamacpp");
  }

  /**
   * A llama.cpp server for a model, on port 8081.
   *
   * @param model the model's file in the guest, in the format GGUF
   */
  public static FeatureUse llamacpp(String model) {
    return llamacpp(model, l -> {});
  }

  /**
   * A llama.cpp server for a model, with what else there is to say.
   *
   * @param model the model's file in the guest, in the format GGUF
   */
  public static FeatureUse llamacpp(String model, Consumer<? super LlamaCppBlock> definition) {
    LlamaCppBlock block = new LlamaCppBlock(model);
    definition.accept(block);
    return block.close();
  }

  /** n8n for workflows, on port 5678; needs Docker. */
  public static FeatureUse n8n() {
    return feature("n8n");
  }

  /** The Redis server of the distribution, for the guest itself unless it is told otherwise. */
  public static FeatureUse redis() {
    return feature("redis");
  }

  /**
   * The PostgreSQL server of the distribution, for the guest itself unless it is told otherwise.
   */
  public static FeatureUse postgresql() {
    return feature("postgresql");
  }

  /** A PostgreSQL server with a database, its owner of the same name, and the owner's password. */
  public static FeatureUse postgresql(String database, Secret password) {
    return postgresql()
        .with("database", database)
        .with("password", password.reveal(value -> value));
  }

  /** The Prometheus server of the distribution, on port 9090, which scrapes itself. */
  public static FeatureUse prometheus() {
    return feature("prometheus");
  }

  /** The Prometheus server of the distribution: {@code prometheus(p -> p.scrape(web, 9100))}. */
  public static FeatureUse prometheus(Consumer<? super PrometheusBlock> definition) {
    PrometheusBlock block = new PrometheusBlock();
    definition.accept(block);
    return block.close();
  }

  /** nginx as the gateway to other guests: {@code gateway(g -> g.route("/v1").to(granite))}. */
  public static FeatureUse gateway(Consumer<? super GatewayBlock> definition) {
    GatewayBlock block = new GatewayBlock(feature("nginx"));
    definition.accept(block);
    return block.close();
  }

  /** Python with pip and virtual environments. */
  public static FeatureUse pythonApiService() {
    return feature("python_api_service");
  }

  /** Trust in a certificate authority of yours, by its certificate in PEM form. */
  public static FeatureUse trustedCa(String certificate) {
    return feature("trusted_ca").with("certificate", certificate);
  }

  /**
   * Any other feature: one that an extension brings, or your own script {@code NAME.sh}. Give it
   * parameters by {@link FeatureUse#with}.
   *
   * @param name up to 63 letters, digits, {@code _} and {@code -}
   */
  public static FeatureUse feature(String name) {
    return UserLine.check(() -> FeatureUse.of(name));
  }

  private Features() {}
}
