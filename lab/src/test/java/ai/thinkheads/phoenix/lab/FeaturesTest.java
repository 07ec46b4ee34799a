package ai.thinkheads.phoenix.lab;

import static ai.thinkheads.phoenix.dsl.Features.baseSetup;
import static ai.thinkheads.phoenix.dsl.Features.pythonApiService;
import static org.assertj.core.api.Assertions.assertThat;

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
  }
}
