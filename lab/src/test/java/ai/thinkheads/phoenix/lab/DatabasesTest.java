package ai.thinkheads.phoenix.lab;

import static ai.thinkheads.phoenix.dsl.Features.postgresql;
import static ai.thinkheads.phoenix.dsl.Features.redis;
import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.FeatureUse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Databases in a real guest, from Debian's packages. */
@InLab
@Timeout(300)
class DatabasesTest {

  private static final FeatureUse REDIS =
      redis().with("password", "s3'cret").with("bind", "0.0.0.0");
  private static final FeatureUse POSTGRESQL =
      postgresql().with("database", "lab").with("password", "it's").with("listen", "*");

  @Test
  void redis_and_postgresql_are_served_changed_by_parameter_and_keep_their_data(Lab lab) {
    LabGuest guest = lab.install(962, REDIS, POSTGRESQL);
    guest.sh("REDISCLI_AUTH=\"s3'cret\" redis-cli SET kept yes");
    guest.sh("su postgres -c \"psql -q lab -c 'CREATE TABLE kept AS SELECT 42 AS answer'\"");

    assertThat(guest.sh("redis-cli -h 127.0.0.1 GET kept 2>&1")).contains("NOAUTH");
    assertThat(
            guest.sh(
                "PGPASSWORD=\"it's\" psql -h 127.0.0.1 -U lab -d lab -At -c 'SELECT current_user'"))
        .isEqualTo("lab");
    String processes = processes(guest);

    lab.install(
        962,
        REDIS.with("maxmemory", "64mb"),
        POSTGRESQL.with("networks", java.util.List.of("10.0.0.0/8")).with("max_connections", 50));

    assertThat(processes(guest)).isNotEqualTo(processes);
    assertThat(guest.sh("REDISCLI_AUTH=\"s3'cret\" redis-cli CONFIG GET maxmemory | tail -n 1"))
        .isEqualTo("67108864");
    assertThat(guest.sh("REDISCLI_AUTH=\"s3'cret\" redis-cli GET kept")).isEqualTo("yes");
    assertThat(
            guest.sh("su postgres -c \"psql -At lab -c 'SHOW max_connections' -c 'TABLE kept'\""))
        .isEqualTo("50\n42");
    assertThat(guest.sh("cat /etc/postgresql/*/main/pg_hba.conf"))
        .contains("host all all 10.0.0.0/8 scram-sha-256");
  }

  private static String processes(LabGuest guest) {
    return guest.sh(
        "systemctl show --property MainPID --value redis-server 'postgresql@*-main.service'");
  }
}
