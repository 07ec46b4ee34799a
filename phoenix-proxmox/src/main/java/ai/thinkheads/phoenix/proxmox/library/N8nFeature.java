package ai.thinkheads.phoenix.proxmox.library;

import ai.thinkheads.phoenix.core.feature.Guide;
import ai.thinkheads.phoenix.core.feature.Parameter;

/** n8n for workflows, as a Docker container whose data lies in a folder of the guest. */
public final class N8nFeature extends DockerImageFeature {

  /** The feature, as {@link java.util.ServiceLoader} finds it. */
  public N8nFeature() {
    super(
        "n8n",
        "n8n for workflows, as a Docker container",
        Guide.installing("a Docker container; its data stays when it is replaced")
            .port("5678/tcp", "its pages and webhooks")
            .file("/var/lib/n8n", "its data, of the user 1000")
            .version("1.100.1 unless told otherwise")
            .tested(WITH_STAND_INS),
        image("n8nio/n8n"),
        version("1.100.1"),
        Parameter.whole("port", 1, 65535, "the port on the guest").orElse(5678),
        data("/var/lib/n8n"),
        Parameter.text(
                "url",
                "(https?://[A-Za-z0-9.:/_-]+)?",
                "a URL",
                "the URL by which people and webhooks reach it; nothing for its own address")
            .orEmpty(),
        Parameter.text(
                "timezone",
                "[A-Za-z0-9_+/-]+",
                "a time zone like Europe/Berlin",
                "the time zone of its schedules")
            .orElse("UTC"));
  }
}
