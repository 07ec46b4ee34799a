package ai.thinkheads.phoenix.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0.0 s",
    "49, 0.0 s",
    "350, 0.4 s",
    "9949, 9.9 s",
    "9950, 10 s",
    "59499, 59 s",
    "59500, 1 min 0 s",
    "3599499, 59 min 59 s",
    "3599500, 1 h 0 min",
    "90000000, 25 h 0 min"
  })
  void durations_are_rounded_to_what_matters(long millis, String words) {
    assertThat(Words.duration(Duration.ofMillis(millis))).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 guests", "1, 1 guest", "2, 2 guests"})
  void a_count_takes_its_plural(long count, String words) {
    assertThat(Words.count(count, "guest")).isEqualTo(words);
  }
}
