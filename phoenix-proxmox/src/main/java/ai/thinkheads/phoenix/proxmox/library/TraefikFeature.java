package ai.thinkheads.phoenix.proxmox.library;

import ai.thinkheads.phoenix.core.feature.Guide;
import ai.thinkheads.phoenix.core.feature.Parameter;
import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/** Traefik as the gateway to other guests, with certificates of an ACME server when asked for. */
public final class TraefikFeature extends GatewayFeature {

  /** The feature, as {@link java.util.ServiceLoader} finds it. */
  public TraefikFeature() {
    super(
        "traefik",
        "Traefik as the gateway to other guests, with certificates by ACME",
        Guide.installing("Traefik's release, checked against its checksum")
            .port("80/tcp", "its sites")
            .port("443/tcp", "the same with TLS, when asked for")
            .port("127.0.0.1:8082/tcp", "whether it works")
            .file("/usr/local/bin/traefik", "the program")
            .file("/etc/traefik/traefik.yml", "its settings")
            .file("/etc/traefik/dynamic/phoenix.yml", "its routes")
            .file("/var/lib/traefik", "certificates that it was given")
            .file("/etc/systemd/system/traefik.service", "the service")
            .version("3.5.3 unless told otherwise")
            .tested(WITH_STAND_INS),
        Parameter.text(
                "acme_server",
                "(https://[A-Za-z0-9.:/_-]+)?",
                "a URL of https",
                "the directory of the ACME server that gives it certificates, like"
                    + " https://ca.example.org:9443/acme/acme/directory of a step_ca; nothing for"
                    + " none")
            .orEmpty(),
        Parameter.text(
                "acme_email",
                "([A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+)?",
                "a mail address",
                "whom the ACME server may write to")
            .orEmpty(),
        Parameter.text("version", "[0-9]+\\.[0-9]+\\.[0-9]+", "a version like 3.5.3", "its version")
            .orElse("3.5.3"),
        releaseUrl(),
        sha256());
  }

  @Override
  public List<Problem> check(String path, Attributes completed) {
    List<Problem> problems = new ArrayList<>(super.check(path, completed));
    boolean acme = !completed.text("acme_server").orElse("").isEmpty();
    if (acme && !completed.text("tls").orElse("").equals("true")) {
      problems.add(
          Problem.error(
              path + ".acme_server", "without TLS there is no use for certificates", "set tls"));
    }
    if (acme && completed.text("server_name").orElse("").equals("_")) {
      problems.add(
          Problem.error(
              path + ".acme_server",
              "certificates are for names, and the site has none",
              "say server_name"));
    }
    return List.copyOf(problems);
  }
}
