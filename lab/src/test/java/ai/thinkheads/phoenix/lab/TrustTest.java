package ai.thinkheads.phoenix.lab;

import static ai.thinkheads.phoenix.dsl.Features.baseSetup;
import static ai.thinkheads.phoenix.dsl.Features.trustedCa;
import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.FeatureUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Certificate authorities that real guests trust. */
@InLab
@Timeout(300)
class TrustTest {

  private static final FeatureUse CURL = baseSetup().with("packages", List.of("curl"));

  private static final String BUNDLE = "stat --format %y /etc/ssl/certs/ca-certificates.crt";
  private static final String INSTALLED = "/usr/local/share/ca-certificates/phoenix.crt";

  @TempDir Path folder;

  /** A certificate authority, and a server's certificate of it. */
  private String authority(String name) throws IOException {
    Programs.run(
        "bash",
        "-euc",
        """
        cd -- "$1"
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 9 \\
          -subj "/CN=$2" -keyout "$2.key" -out "$2.crt"
        openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=localhost \\
          -keyout "$2-server.key" -out "$2-server.csr"
        openssl x509 -req -in "$2-server.csr" -CA "$2.crt" -CAkey "$2.key" -CAcreateserial -days 9 \\
          -extfile <(echo subjectAltName=DNS:localhost) -out "$2-server.crt"
        """,
        "authority",
        folder.toString(),
        name);
    return Files.readString(folder.resolve(name + ".crt"));
  }

  /** What curl says to a server with a certificate of that authority. */
  private String fetched(LabGuest guest, String name) throws IOException {
    String server =
        Files.readString(folder.resolve(name + "-server.crt"))
            + Files.readString(folder.resolve(name + "-server.key"));
    return guest.sh(
        """
        printf %s "$1" >/tmp/server.pem
        timeout 20 openssl s_server -quiet -accept 4433 -cert /tmp/server.pem -key /tmp/server.pem -www >/dev/null 2>&1 &
        for try in 1 2 3 4 5 6 7 8 9 10; do
          curl -sS -o /dev/null -w '%{http_code}' https://localhost:4433/ >/tmp/said 2>&1
          grep -q 'connect' /tmp/said || break
          sleep 0.3
        done
        kill $!
        cat /tmp/said
        """,
        server);
  }

  @Test
  void what_an_authority_has_signed_is_trusted_as_long_as_it_is_the_one(Lab lab)
      throws IOException {
    String first = authority("first");
    String second = authority("second");
    LabGuest guest = lab.install(964, CURL, trustedCa(first));

    assertThat(fetched(guest, "first")).isEqualTo("200");
    assertThat(fetched(guest, "second")).contains("certificate");

    String bundle = guest.sh(BUNDLE);
    guest.sh("rm -r /var/lib/phoenix");
    lab.install(964, CURL, trustedCa(first));

    assertThat(guest.sh(BUNDLE)).isEqualTo(bundle);

    lab.install(964, CURL, trustedCa(second));

    assertThat(guest.sh("openssl verify -no-CAfile -CApath /etc/ssl/certs " + INSTALLED))
        .isEqualTo(INSTALLED + ": OK");
    assertThat(fetched(guest, "second")).isEqualTo("200");
    assertThat(fetched(guest, "first")).contains("certificate");
  }
}
