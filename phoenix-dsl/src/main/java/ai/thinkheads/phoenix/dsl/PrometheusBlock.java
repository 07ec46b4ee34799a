package ai.thinkheads.phoenix.dsl;

import ai.thinkheads.phoenix.core.model.FeatureUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is said about a Prometheus server between the braces of {@link
 * Features#prometheus(java.util.function.Consumer)}.
 */
public final class PrometheusBlock {

  private final List<Object> targets = new ArrayList<>();
  private FeatureUse use = Features.prometheus();

  PrometheusBlock() {}

  /** It also scrapes that guest, on the first of its ports, else on port 9100. */
  public PrometheusBlock scrape(GuestDef guest) {
    return target(guest.vmid().value());
  }

  /** It also scrapes that guest, on that TCP port, 1 to 65535. */
  public PrometheusBlock scrape(GuestDef guest, int port) {
    return target(
        Map.of("to", guest.vmid().value(), "port", UserLine.within("port", port, 1, 65_535)));
  }

  /** It also scrapes an address with a port, of what is no guest. */
  public PrometheusBlock scrape(String address) {
    return target(address);
  }

  private PrometheusBlock target(Object target) {
    targets.add(target);
    return with("targets", targets);
  }

  /** How often it scrapes, whole seconds, up to an hour; 15 seconds by default. */
  public PrometheusBlock every(Duration time) {
    return with("interval_seconds", time.toSeconds());
  }

  /** How long it keeps what it scraped, whole days, up to ten years; 15 days by default. */
  public PrometheusBlock keep(Duration time) {
    return with("retention_days", time.toDays());
  }

  /** The TCP port that it listens on, 1 to 65535; 9090 by default. */
  public PrometheusBlock port(int port) {
    return with("port", UserLine.within("port", port, 1, 65_535));
  }

  /** Any other parameter of the feature: text, a number, a boolean, a list or a map. */
  public PrometheusBlock with(String parameter, Object value) {
    use = UserLine.check(() -> use.with(parameter, value));
    return this;
  }

  FeatureUse close() {
    return use;
  }
}
