package ai.thinkheads.phoenix.proxmox.library;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.Cidr;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Ipv4Setting;
import ai.thinkheads.phoenix.core.model.NetworkInterface;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.proxmox.guest.Lab;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrometheusFeatureTest {

  private static final PrometheusFeature PROMETHEUS = new PrometheusFeature();
  private static final Container GRANITE =
      Lab.container(
          c ->
              c.networks(
                  List.of(
                      NetworkInterface.of(
                          "eth0", "vmbr0", new Ipv4Setting.Static(Cidr.parse("10.0.0.150/24"))))));

  private static Attributes completed(Object... targets) {
    return PROMETHEUS.complete(
        Attributes.of("targets", List.of(targets)), GRANITE, Lab.infrastructure(GRANITE));
  }

  @Test
  void targets_are_guests_or_addresses() {
    assertThat(completed(950, Map.of("to", 950, "port", 8000), "10.0.0.9:9187").get("targets"))
        .contains(List.of("10.0.0.150:9100", "10.0.0.150:8000", "10.0.0.9:9187"));
  }

  @Test
  void a_target_that_is_none_is_a_problem_at_its_place() {
    assertThat(PROMETHEUS.check("f", completed("10.0.0.9:9187", 777, "a'b:1")))
        .extracting(Problem::path, Problem::message)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "f.targets[1]", "a target cannot be container 777, which is not defined"),
            org.assertj.core.groups.Tuple.tuple("f.targets[2]", "a target cannot be a'b:1"));
  }
}
