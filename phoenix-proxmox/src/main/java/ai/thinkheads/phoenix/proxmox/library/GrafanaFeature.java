package ai.thinkheads.phoenix.proxmox.library;

import ai.thinkheads.phoenix.core.feature.Guide;
import ai.thinkheads.phoenix.core.feature.Parameter;
import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Infrastructure;

/** Grafana from its own packages, with a Prometheus server as its source of data. */
public final class GrafanaFeature extends LibraryFeature {

  private static final int PROMETHEUS_PORT = 9090;

  /** The feature, as {@link java.util.ServiceLoader} finds it. */
  public GrafanaFeature() {
    super(
        "grafana",
        "Grafana, from its own packages, with Prometheus as its source of data",
        Guide.installing("the package grafana of apt.grafana.com")
            .port("3000/tcp", "its pages and API")
            .file(
                "/etc/systemd/system/grafana-server.service.d/phoenix.conf",
                "its settings; grafana.ini stays as it is")
            .file("/etc/grafana/provisioning/datasources/phoenix.yaml", "its source of data")
            .file("/etc/grafana/phoenix-admin-password", "admin's password, for root only")
            .file("/var/lib/grafana", "its data")
            .version("12.1.1 unless told otherwise")
            .tested(WITH_STAND_INS),
        Parameter.text("version", "[0-9]+(\\.[0-9]+){2}", "a version like 12.1.1", "its version")
            .orElse("12.1.1"),
        Parameter.text("listen", "[0-9A-Fa-f.:]+", "an address", "the address it listens on")
            .orElse("0.0.0.0"),
        Parameter.whole("port", 1, 65535, "the port that it listens on").orElse(3000),
        Parameter.text(
                "url",
                "(https?://[A-Za-z0-9.:/_-]+)?",
                "a URL",
                "the URL by which people reach it; nothing for its own address")
            .orEmpty(),
        Parameter.text(
                "admin_password",
                "[^\\s\"\\\\\\p{Cntrl}]*",
                "a text without blanks, quotes and backslashes",
                "the password of admin; one that is made up by default")
            .orEmpty(),
        Parameter.text(
                "prometheus",
                "(" + GuestReference.URL_FORM + ")?",
                GuestReference.USE,
                "the Prometheus server that it shows, by vmid or address; nothing for none")
            .orEmpty());
  }

  @Override
  public Attributes complete(Attributes given, Container container, Infrastructure infrastructure) {
    GuestReference reference = new GuestReference(infrastructure);
    return super.complete(
        reference.resolve(given, "prometheus", "prometheus", PROMETHEUS_PORT),
        container,
        infrastructure);
  }
}
