package ai.thinkheads.phoenix.proxmox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeaseTest {

  private Lease.Moment now = new Lease.Moment(-5, 1_000);
  private final Lease lease = new Lease(Duration.ofSeconds(55), () -> now);

  @Test
  void it_is_valid_before_it_begins() {
    assertThat(lease.isValid()).isTrue();
  }

  @Test
  void it_lasts_for_its_term_from_the_beginning() {
    lease.sent();
    pass(54);
    assertThat(lease.isValid()).isTrue();

    pass(1);
    assertThat(lease.isValid()).isFalse();
  }

  @Test
  void an_answer_extends_it_from_when_the_beat_was_sent() {
    lease.sent();
    pass(15);
    lease.sent();
    pass(39);
    lease.answered();
    pass(15);
    assertThat(lease.isValid()).isTrue();

    pass(1);
    assertThat(lease.isValid()).isFalse();
  }

  @Test
  void beats_that_nobody_answers_do_not_extend_it() {
    for (int beat = 0; beat < 4; beat++) {
      lease.sent();
      pass(15);
    }

    assertThat(lease.isValid()).isFalse();
  }

  @Test
  void a_late_answer_proves_that_it_was_never_lost() {
    lease.sent();
    pass(20);
    lease.sent();
    pass(40);
    assertThat(lease.isValid()).isFalse();

    lease.answered();

    assertThat(lease.isValid()).isTrue();
  }

  @Test
  void the_sleep_of_a_laptop_counts() {
    lease.sent();
    now = new Lease.Moment(now.nanos() + 1, now.millis() + 56_000);

    assertThat(lease.isValid()).isFalse();
  }

  private void pass(long seconds) {
    now =
        new Lease.Moment(
            now.nanos() + Duration.ofSeconds(seconds).toNanos(), now.millis() + seconds * 1_000);
  }
}
