package ai.thinkheads.phoenix.dsl;

import ai.thinkheads.phoenix.core.model.FeatureUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is said about a gateway between the braces of {@link Features#gateway} and {@link
 * Features#traefik}.
 */
public final class GatewayBlock {

  private final List<Object> routes = new ArrayList<>();
  private FeatureUse use;

  /**
   * @param feature the feature that is the gateway
   */
  GatewayBlock(FeatureUse feature) {
    use = feature;
  }

  /**
   * A route for a path and all below it; the longest path that fits counts.
   *
   * @param path a path like {@code /v1}, or {@code /} for all the rest
   */
  public Route route(String path) {
    return new Route(path);
  }

  /** The TCP port of its site, 1 to 65535; 80 by default. */
  public GatewayBlock port(int port) {
    return with("port", UserLine.within("port", port, 1, 65_535));
  }

  /** The name of its site, like {@code ai.example.org}; any name by default. */
  public GatewayBlock serverName(String name) {
    return with("server_name", name);
  }

  /** It also listens with TLS on port 443, with a certificate that it signs itself. */
  public GatewayBlock tls() {
    return with("tls", true);
  }

  /** It also listens with TLS on port 443, with a certificate and its key in files of the guest. */
  public GatewayBlock tls(String certificate, String key) {
    return tls().with("tls_certificate", certificate).with("tls_key", key);
  }

  /** Any other parameter of the feature: text, a number, a boolean, a list or a map. */
  public GatewayBlock with(String parameter, Object value) {
    use = UserLine.check(() -> use.with(parameter, value));
    return this;
  }

  FeatureUse close() {
    return use;
  }

  /** Where a path of a gateway leads. */
  public final class Route {

    private final Map<String, Object> route = new LinkedHashMap<>();

    private Route(String path) {
      route.put("path", path);
    }

    /** The path is taken away before a request is passed on; kept by default. */
    public Route stripped() {
      route.put("strip", true);
      return this;
    }

    /** The server speaks HTTPS; its certificate is not checked. HTTP by default. */
    public Route https() {
      route.put("scheme", "https");
      return this;
    }

    /** How long an answer may pause, whole seconds; 5 minutes by default. */
    public Route timeout(Duration time) {
      route.put("timeout_seconds", time.toSeconds());
      return this;
    }

    /** Leads to that guest, on the first of its ports. */
    public GatewayBlock to(GuestDef guest) {
      return to((Object) guest.vmid().value());
    }

    /** Leads to that guest, on that TCP port, 1 to 65535. */
    public GatewayBlock to(GuestDef guest, int port) {
      return to(guest.vmid().value(), port);
    }

    /** Leads to the guest of that number, which may be defined later, on that TCP port. */
    public GatewayBlock to(int vmid, int port) {
      route.put("port", UserLine.within("port", port, 1, 65_535));
      return to((Object) vmid);
    }

    /** Leads to an address with a port, or a URL, of what is no guest. */
    public GatewayBlock to(String address) {
      return to((Object) address);
    }

    private GatewayBlock to(Object target) {
      route.put("to", target);
      routes.add(route);
      return with("routes", routes);
    }
  }
}
