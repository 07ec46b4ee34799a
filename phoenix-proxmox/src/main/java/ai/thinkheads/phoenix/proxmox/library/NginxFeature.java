package ai.thinkheads.phoenix.proxmox.library;

import ai.thinkheads.phoenix.core.feature.Guide;
import ai.thinkheads.phoenix.core.feature.Parameter;
import ai.thinkheads.phoenix.core.model.Attributes;

/** nginx as the gateway to other guests. */
public final class NginxFeature extends GatewayFeature {

  /** The feature, as {@link java.util.ServiceLoader} finds it. */
  public NginxFeature() {
    super(
        "nginx",
        "nginx as the gateway to other guests, by routes that name them",
        Guide.installing("nginx and curl")
            .port("80/tcp", "its sites")
            .port("443/tcp", "the same with TLS, when asked for")
            .file("/etc/nginx/conf.d/phoenix.conf", "its routes")
            .file("/etc/nginx/phoenix-proxy.conf", "what all routes have in common")
            .file("/etc/nginx/phoenix-tls", "a certificate that it signed itself")
            .version("that of the distribution")
            .tested(IN_CONTAINERS),
        Parameter.text(
                "health_path",
                PATH_FORM,
                "a path like /health",
                "the path at which it answers itself")
            .orElse("/health"),
        Parameter.text(
                "max_body",
                "[1-9][0-9]*[kmg]",
                "a number with k, m or g, like 100m",
                "the largest request that it takes")
            .orElse("100m"));
  }

  @Override
  String ownPath(Attributes completed) {
    return completed.text("health_path").orElse("");
  }
}
