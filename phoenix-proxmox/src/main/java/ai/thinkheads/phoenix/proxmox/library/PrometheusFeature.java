package ai.thinkheads.phoenix.proxmox.library;

import ai.thinkheads.phoenix.core.feature.Guide;
import ai.thinkheads.phoenix.core.feature.Parameter;
import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Prometheus server of the distribution. What it scrapes can be guests, named by number. */
public final class PrometheusFeature extends LibraryFeature {

  private static final String TARGET_FORM = "(\\[[0-9a-f:]+\\]|[A-Za-z0-9.-]+):[0-9]{1,5}";
  private static final int USUAL_PORT = 9100;

  /** The feature, as {@link java.util.ServiceLoader} finds it. */
  public PrometheusFeature() {
    super(
        "prometheus",
        "the Prometheus server of the distribution",
        Guide.installing("prometheus")
            .port("9090/tcp", "its pages and API")
            .file("/etc/prometheus/prometheus.yml", "what it scrapes")
            .file("/var/lib/prometheus", "its data")
            .version("that of the distribution")
            .tested(IN_CONTAINERS),
        Parameter.texts(
                "targets",
                "a list of targets",
                "what it scrapes besides itself: each an address with a port, a vmid, or an object"
                    + " like {\"to\": 950, \"port\": 8000}; port 9100 when none is known")
            .orEmpty(),
        Parameter.whole("interval_seconds", 1, 3600, "how often it scrapes").orElse(15),
        Parameter.whole("retention_days", 1, 3650, "how long it keeps what it scraped").orElse(15),
        Parameter.text("listen", "[0-9A-Fa-f.:\\[\\]]+", "an address", "the address it listens on")
            .orElse("0.0.0.0"),
        Parameter.whole("port", 1, 65535, "the port that it listens on").orElse(9090));
  }

  @Override
  public Attributes complete(Attributes given, Container container, Infrastructure infrastructure) {
    GuestReference reference = new GuestReference(infrastructure);
    return super.complete(
        reference.resolveEach(given, "targets", PrometheusFeature::target),
        container,
        infrastructure);
  }

  private static String target(@Nullable Object given, GuestReference reference) {
    return reference.url(given, "", USUAL_PORT).replace("http://", "");
  }

  @Override
  public List<Problem> check(String path, Attributes completed) {
    List<Problem> problems = new ArrayList<>(super.check(path, completed));
    List<String> targets = GuestReference.resolved(completed, "targets");
    for (int index = 0; index < targets.size(); index++) {
      if (!targets.get(index).matches(TARGET_FORM)) {
        problems.add(
            Problem.error(
                path + ".targets[" + index + "]",
                "a target cannot be " + targets.get(index),
                "use an address with a port, the vmid of a guest with a fixed IPv4 address, or"
                    + " an object like {\"to\": 950, \"port\": 8000}"));
      }
    }
    return List.copyOf(problems);
  }
}
