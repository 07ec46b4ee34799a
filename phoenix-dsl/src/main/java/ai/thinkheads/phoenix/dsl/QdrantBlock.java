package ai.thinkheads.phoenix.dsl;

import ai.thinkheads.phoenix.core.model.FeatureUse;
import ai.thinkheads.phoenix.core.model.Secret;

/**
 * What is said about a Qdrant server between the braces of {@link
 * Features#qdrant(java.util.function.Consumer)}.
 */
public final class QdrantBlock {

  private FeatureUse use = Features.qdrant();

  QdrantBlock() {}

  /** The version of its image, like {@code v1.15.4}; Phoenix knows one by default. */
  public QdrantBlock version(String version) {
    return with("version", version);
  }

  /** The TCP port of its REST API, 1 to 65535; 6333 by default. */
  public QdrantBlock port(int port) {
    return with("port", UserLine.within("port", port, 1, 65_535));
  }

  /** The TCP port of its gRPC API, 1 to 65535; 6334 by default. */
  public QdrantBlock grpcPort(int port) {
    return with("grpc_port", UserLine.within("grpcPort", port, 1, 65_535));
  }

  /** The folder of the guest that keeps its data; {@code /var/lib/qdrant} by default. */
  public QdrantBlock data(String folder) {
    return with("data", folder);
  }

  /** The key that clients must know; anybody is let in by default. */
  public QdrantBlock apiKey(Secret key) {
    return with("api_key", key.reveal(value -> value));
  }

  /** Any other parameter of the feature: text, a number, a boolean, a list or a map. */
  public QdrantBlock with(String parameter, Object value) {
    use = UserLine.check(() -> use.with(parameter, value));
    return this;
  }

  FeatureUse close() {
    return use;
  }
}
