package ai.thinkheads.phoenix.proxmox.library;

import ai.thinkheads.phoenix.core.feature.Guide;
import ai.thinkheads.phoenix.core.feature.Parameter;

/** The vector database Qdrant, as a Docker container whose data lies in a folder of the guest. */
public final class QdrantFeature extends DockerImageFeature {

  /** The feature, as {@link java.util.ServiceLoader} finds it. */
  public QdrantFeature() {
    super(
        "qdrant",
        "the vector database Qdrant, as a Docker container",
        Guide.installing("a Docker container; its data stays when it is replaced")
            .port("6333/tcp", "its REST API and dashboard")
            .port("6334/tcp", "its gRPC API")
            .file("/var/lib/qdrant", "its data")
            .file("/etc/qdrant.env", "its API key, for root only")
            .version("v1.15.4 unless told otherwise")
            .tested(WITH_STAND_INS),
        image("qdrant/qdrant"),
        version("v1.15.4"),
        Parameter.whole("port", 1, 65535, "the port of the REST API on the guest").orElse(6333),
        Parameter.whole("grpc_port", 1, 65535, "the port of the gRPC API on the guest")
            .orElse(6334),
        data("/var/lib/qdrant"),
        Parameter.text(
                "api_key",
                "[^\\s\\p{Cntrl}]*",
                "a text without blanks",
                "the key that clients must know; nothing lets everybody in")
            .orEmpty());
  }
}
