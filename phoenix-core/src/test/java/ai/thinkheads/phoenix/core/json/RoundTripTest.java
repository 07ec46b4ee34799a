package ai.thinkheads.phoenix.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.Infrastructure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripTest {

  private static final int TRIES = 300;

  @Test
  void what_is_written_reads_back_as_it_was() {
    RandomInfrastructures random = new RandomInfrastructures(7);
    for (int i = 0; i < TRIES; i++) {
      Infrastructure infrastructure = random.next();

      ConfigFiles written = ConfigFiles.of(infrastructure);

      assertThat(read(written)).isEqualTo(infrastructure);
    }
  }

  @Test
  void equal_infrastructures_give_equal_texts() {
    RandomInfrastructures random = new RandomInfrastructures(8);
    for (int i = 0; i < TRIES; i++) {
      ConfigFiles written = ConfigFiles.of(random.next());

      ConfigFiles again = ConfigFiles.of(read(written));

      assertThat(again.hostText()).isEqualTo(written.hostText());
      assertThat(again.guestText()).isEqualTo(written.guestText());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void a_changed_infrastructure_is_what_the_changed_files_say(long seed) {
    RandomInfrastructures random = new RandomInfrastructures(seed);
    for (int i = 0; i < TRIES; i++) {
      ConfigFiles canonical = ConfigFiles.of(random.next());
      String hostText = OldSpellings.of(canonical.hostText().orElseThrow(), seed + i);
      String guestText = OldSpellings.of(canonical.guestText().orElseThrow(), seed + i);
      ConfigFiles files = ConfigFiles.parse(hostText, guestText);
      Infrastructure changed = random.mutate(files.infrastructure());

      ConfigFiles revised = files.with(changed);

      assertThat(read(revised)).isEqualTo(changed);
      assertThat(OldSpellings.unknownValues(revised.guestText().orElseThrow()))
          .isSubsetOf(OldSpellings.unknownValues(guestText));
    }
  }

  @Test
  void files_that_nothing_changed_keep_their_text() {
    RandomInfrastructures random = new RandomInfrastructures(9);
    for (int i = 0; i < TRIES; i++) {
      ConfigFiles canonical = ConfigFiles.of(random.next());
      String hostText = OldSpellings.of(canonical.hostText().orElseThrow(), i);
      String guestText = OldSpellings.of(canonical.guestText().orElseThrow(), i);
      ConfigFiles files = ConfigFiles.parse(hostText, guestText);

      ConfigFiles same = files.with(files.infrastructure());

      assertThat(same.hostText()).contains(hostText);
      assertThat(same.guestText()).contains(guestText);
    }
  }

  private static Infrastructure read(ConfigFiles files) {
    return ConfigFiles.parse(files.hostText().orElseThrow(), files.guestText().orElseThrow())
        .infrastructure();
  }
}
