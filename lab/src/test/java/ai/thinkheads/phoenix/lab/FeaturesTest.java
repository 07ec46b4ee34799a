package ai.thinkheads.phoenix.lab;

import static ai.thinkheads.phoenix.dsl.Features.baseSetup;
import static ai.thinkheads.phoenix.dsl.Features.pythonApiService;
import static ai.thinkheads.phoenix.dsl.Features.redis;
import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.plan.Finding;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Phoenix's own features, from Debian's packages, in guests that are real. */
@InLab
@Timeout(300)
class FeaturesTest {

  @Test
  void base_setup_and_python_work_side_by_side(Lab lab) {
    LabGuest guest = lab.install(960, baseSetup(), pythonApiService());

    assertThat(guest.sh("locale -a; python3 -c 'print(6 * 7)'")).contains("en_US.utf8", "42");

    String packages = guest.sh("cat /var/log/dpkg.log; rm -r /var/lib/phoenix");
    lab.install(960, baseSetup(), pythonApiService());

    assertThat(guest.sh("cat /var/log/dpkg.log")).isEqualTo(packages);

    lab.install(
        960,
        baseSetup().with("locale", "de_DE.UTF-8").with("extra_packages", List.of("tree")),
        pythonApiService());

    assertThat(guest.sh("locale -a; cat /etc/default/locale; command -v tree"))
        .contains("en_US.utf8", "de_DE.utf8", "LANG=de_DE.UTF-8", "/usr/bin/tree");
  }

  @Test
  void a_service_that_was_stopped_is_found_when_features_are_verified(Lab lab) {
    ValidInfrastructure definition =
        lab.define(966, guest -> guest.unprivileged().install(redis()));
    LabGuest guest = lab.install(966, redis());

    assertThat(lab.verify(definition)).containsExactly(Finding.works("redis"));

    guest.sh("systemctl stop redis-server");

    assertThat(lab.verify(definition))
        .containsExactly(Finding.fails("redis", "Redis does not answer on port 6379"));
  }
}
