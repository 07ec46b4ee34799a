package ai.thinkheads.phoenix.lab;

import static ai.thinkheads.phoenix.dsl.Features.gateway;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The gateway in a real guest, with Debian's nginx. */
@InLab
@Timeout(300)
class GatewayTest {

  @Test
  void routes_lead_where_they_say_and_a_change_is_reloaded_without_a_restart(Lab lab) {
    LabGuest guest = lab.install(961, gateway(g -> g.route("/").to("127.0.0.1:8001")));
    guest.sh(
        "echo 'server { listen 8001; location / { return 200 \"backend saw $request_uri\\n\"; } }'"
            + " >/etc/nginx/conf.d/backend.conf && systemctl reload nginx");
    String process = guest.sh("systemctl show --property MainPID --value nginx");

    assertThat(guest.sh("curl -sS --retry 5 --retry-all-errors http://localhost/v1/greeting"))
        .isEqualTo("backend saw /v1/greeting");
    assertThat(guest.sh("curl -sS http://localhost/health")).isEqualTo("ok");

    lab.install(961, gateway(g -> g.route("/files").stripped().to("127.0.0.1:8001").tls()));

    assertThat(guest.sh("curl -sSk https://localhost/files/greeting"))
        .isEqualTo("backend saw /greeting");
    assertThat(guest.sh("curl -s -o /dev/null -w '%{http_code}' http://localhost/filesystem"))
        .isEqualTo("404");
    assertThat(guest.sh("systemctl show --property MainPID --value nginx")).isEqualTo(process);
  }
}
