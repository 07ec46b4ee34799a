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
    guest.sh("mkdir -p /srv/a/v1 && echo from the backend >/srv/a/v1/greeting");
    String process = guest.sh("systemctl show --property MainPID --value nginx");
    guest.sh(
        "systemd-run --quiet --unit backend --property WorkingDirectory=/srv/a"
            + " perl -MIO::Socket::INET -e '$s = IO::Socket::INET->new(LocalPort => 8001,"
            + " Listen => 5, ReuseAddr => 1) or die; while ($c = $s->accept) { $l = <$c>;"
            + " while (<$c>) { last if /^\\r?$/ } print $c \"HTTP/1.0 200 OK\\r\\n\\r\\nbackend saw"
            + " $l\"; close $c }'");

    assertThat(guest.sh("curl -sS --retry 5 --retry-all-errors http://localhost/v1/greeting"))
        .startsWith("backend saw GET /v1/greeting ");
    assertThat(guest.sh("curl -sS http://localhost/health")).isEqualTo("ok");

    lab.install(961, gateway(g -> g.route("/files").stripped().to("127.0.0.1:8001").tls()));

    assertThat(guest.sh("curl -sSk https://localhost/files/greeting"))
        .startsWith("backend saw GET /greeting ");
    assertThat(guest.sh("curl -s -o /dev/null -w '%{http_code}' http://localhost/filesystem"))
        .isEqualTo("404");
    assertThat(guest.sh("systemctl show --property MainPID --value nginx")).isEqualTo(process);
  }
}
