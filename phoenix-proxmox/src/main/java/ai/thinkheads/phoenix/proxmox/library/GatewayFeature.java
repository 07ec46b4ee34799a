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
import java.util.stream.Stream;

/**
 * A gateway to other guests. Its routes name guests, so that no address is written twice: when a
 * guest gets another address, its gateway is configured again.
 */
abstract class GatewayFeature extends LibraryFeature {

  static final String PATH_FORM = "(/[A-Za-z0-9._~-]+)+";

  private static final List<Parameter> COMMON =
      List.of(
          Parameter.texts(
                  "routes",
                  "a list of routes",
                  "what goes where, each like {\"path\": \"/v1\", \"to\": 950, \"port\": 8000},"
                      + " where to is a vmid, an address or a URL; further keys are scheme (https),"
                      + " strip (true takes the path away) and timeout_seconds (300)")
              .orEmpty(),
          Parameter.whole("port", 1, 65535, "the port of its site").orElse(80),
          Parameter.text(
                  "server_name",
                  "[A-Za-z0-9_.*-]+( [A-Za-z0-9_.*-]+)*",
                  "names like ai.example.org, with blanks between them",
                  "the names of its site; _ for any")
              .orElse("_"),
          Parameter.flag("tls", "whether it also listens with TLS").orElse(false),
          Parameter.whole("tls_port", 1, 65535, "the port with TLS").orElse(443),
          file(
              "tls_certificate",
              "the file of its certificate in the guest; one that it signs itself by default"),
          file("tls_key", "the file of the certificate's key in the guest"));

  /**
   * @param more its parameters besides those of every gateway
   */
  GatewayFeature(String name, String summary, Guide guide, Parameter... more) {
    super(
        name,
        summary,
        guide,
        Stream.concat(COMMON.stream(), Stream.of(more)).toArray(Parameter[]::new));
  }

  private static Parameter file(String name, String doc) {
    return Parameter.text(name, "(" + PATH_FORM + ")?", "a path from the root", doc).orEmpty();
  }

  @Override
  public Attributes complete(Attributes given, Container container, Infrastructure infrastructure) {
    GuestReference reference = new GuestReference(infrastructure);
    return super.complete(
        reference.resolveEach(given, "routes", GatewayRoute::resolved), container, infrastructure);
  }

  /** The path at which it answers itself, which no route can have; nothing when there is none. */
  String ownPath(Attributes completed) {
    return "";
  }

  @Override
  public List<Problem> check(String path, Attributes completed) {
    List<Problem> problems = new ArrayList<>(super.check(path, completed));
    checkRoutes(
        path + ".routes",
        GuestReference.resolved(completed, "routes"),
        ownPath(completed),
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
      String path, List<String> routes, String own, List<Problem> problems) {
    Set<String> paths = new HashSet<>();
    for (int index = 0; index < routes.size(); index++) {
      String at = path + "[" + index + "]";
      String route = routes.get(index);
      if (!GatewayRoute.isOne(route)) {
        problems.add(Problem.error(at, "a route cannot be " + route, "use " + GatewayRoute.USE));
      } else if (GatewayRoute.path(route).equals(own)) {
        problems.add(
            Problem.error(
                at,
                "path " + own + " is that at which the gateway itself answers",
                "choose another path, or another health_path"));
      } else if (!paths.add(GatewayRoute.path(route))) {
        problems.add(
            Problem.error(
                at, "path " + GatewayRoute.path(route) + " has two routes", "keep one of them"));
      }
    }
  }
}
