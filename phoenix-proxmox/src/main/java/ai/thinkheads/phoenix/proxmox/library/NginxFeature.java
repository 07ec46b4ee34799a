package ai.thinkheads.phoenix.proxmox.library;

import ai.thinkheads.phoenix.core.feature.Guide;
import ai.thinkheads.phoenix.core.feature.Parameter;
import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * nginx as the gateway to other guests. Its routes name guests, so that no address is written
 * twice: when a guest gets another address, its gateway is configured again.
 */
public final class NginxFeature extends LibraryFeature {

  private static final String PATH_FORM = "(/[A-Za-z0-9._~-]+)+";

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
        Parameter.texts(
                "routes",
                "what goes where, each like {\"path\": \"/v1\", \"to\": 950, \"port\": 8000}, where"
                    + " to is a vmid, an address or a URL; further keys are scheme (https),"
                    + " strip (true takes the path away) and timeout_seconds (300)")
            .orEmpty(),
        Parameter.whole("port", 1, 65535, "the port of its site").orElse(80),
        Parameter.text(
                "server_name",
                "[A-Za-z0-9_.*-]+( [A-Za-z0-9_.*-]+)*",
                "names like ai.example.org, with blanks between them",
                "the names of its site; _ for any")
            .orElse("_"),
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
            .orElse("100m"),
        Parameter.flag("tls", "whether it also listens with TLS").orElse(false),
        Parameter.whole("tls_port", 1, 65535, "the port with TLS").orElse(443),
        Parameter.text(
                "tls_certificate",
                "(" + PATH_FORM + ")?",
                "a path from the root",
                "the file of its certificate in the guest; one that it signs itself by default")
            .orEmpty(),
        Parameter.text(
                "tls_key",
                "(" + PATH_FORM + ")?",
                "a path from the root",
                "the file of the certificate's key in the guest")
            .orEmpty());
  }

  @Override
  public Attributes complete(Attributes given, Container container, Infrastructure infrastructure) {
    GuestReference reference = new GuestReference(infrastructure);
    return super.complete(
        reference.resolveEach(given, "routes", GatewayRoute::resolved), container, infrastructure);
  }

  @Override
  public List<Problem> check(String path, Attributes completed) {
    List<Problem> problems = new ArrayList<>(super.check(path, completed));
    checkRoutes(
        path + ".routes",
        GuestReference.resolved(completed, "routes"),
        completed.text("health_path").orElse(""),
        problems);
    if (completed.text("tls_certificate").orElse("").isEmpty()
        != completed.text("tls_key").orElse("").isEmpty()) {
      problems.add(
          Problem.error(
              path + ".tls_certificate",
              "a certificate and its key belong together",
              "give both tls_certificate and tls_key, or none"));
    }
    return List.copyOf(problems);
  }

  private static void checkRoutes(
      String path, List<String> routes, String health, List<Problem> problems) {
    Set<String> paths = new HashSet<>();
    for (int index = 0; index < routes.size(); index++) {
      String at = path + "[" + index + "]";
      String route = routes.get(index);
      if (!GatewayRoute.isOne(route)) {
        problems.add(Problem.error(at, "a route cannot be " + route, "use " + GatewayRoute.USE));
      } else if (GatewayRoute.path(route).equals(health)) {
        problems.add(
            Problem.error(
                at,
                "path " + health + " is that at which the gateway itself answers",
                "choose another path, or another health_path"));
      } else if (!paths.add(GatewayRoute.path(route))) {
        problems.add(
            Problem.error(
                at, "path " + GatewayRoute.path(route) + " has two routes", "keep one of them"));
      }
    }
  }
}
