package ai.thinkheads.phoenix.lab;

import static ai.thinkheads.phoenix.dsl.Features.prometheus;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Prometheus in a real guest, from Debian's packages. */
@InLab
@Timeout(300)
class PrometheusTest {

  @Test
  void it_scrapes_itself_and_what_it_is_told_to(Lab lab) {
    LabGuest guest = lab.install(963, prometheus());
    String process = guest.sh("systemctl show --property MainPID --value prometheus");

    assertThat(targets(guest, 9090))
        .contains("\"job\":\"prometheus\"")
        .doesNotContain("\"job\":\"guests\"");

    lab.install(
        963,
        prometheus()
            .with("port", 9191)
            .with("targets", List.of("127.0.0.1:9191", Map.of("to", "127.0.0.1", "port", 9999))));

    assertThat(targets(guest, 9191)).contains("\"job\":\"guests\"", "127.0.0.1:9999");
    assertThat(guest.sh("systemctl show --property MainPID --value prometheus"))
        .isNotEqualTo(process);
  }

  /** What it scrapes, which it knows some seconds after its start. */
  private static String targets(LabGuest guest, int port) {
    return guest.sh(
        "for i in $(seq 60); do curl -sS http://localhost:$1/api/v1/targets | grep '\"job\"' && break;"
            + " sleep 0.5; done",
        Integer.toString(port));
  }
}
