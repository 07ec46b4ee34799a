package ai.thinkheads.phoenix.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A lab is gone when it has ended, and when its process was killed, after the next has begun. */
@InLab
@Timeout(180)
class CleaningUpTest {

  /** A process of its own with a lab and a guest, to be killed. */
  static final class Doomed {
    public static void main(String... args) throws Exception {
      Lab lab = Lab.start();
      lab.apply(910, c -> c.unprivileged());
      System.out.println(RunFolder.all());
      System.out.flush();
      Thread.sleep(Long.MAX_VALUE);
    }

    private Doomed() {}
  }

  @Test
  void what_a_killed_process_left_is_removed_by_the_next_lab() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Doomed.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.getInputStream().read()).isEqualTo('[');
    Path doomed =
        RunFolder.all().stream()
            .filter(path -> path.getFileName().toString().contains("-" + process.pid() + "-"))
            .findFirst()
            .orElseThrow();

    process.destroyForcibly().waitFor();
    Lab.start().close();

    assertThat(doomed).doesNotExist();
    assertThat(Programs.run("find", "/sys/fs/cgroup", "-name", doomed.getFileName().toString()))
        .isEmpty();
    assertThat(Programs.run("ps", "-e", "-o", "args="))
        .doesNotContain(doomed.getFileName().toString());
  }

  @Test
  void nothing_is_left_of_a_lab_that_was_closed() {
    Path folder;
    try (Lab lab = Lab.start()) {
      folder = lab.door().clientKey().getParent().getParent();
      assertThat(Files.isDirectory(folder)).isTrue();
      lab.apply(911, c -> c.privileged());
    }

    assertThat(folder).doesNotExist();
    assertThat(Programs.run("find", "/sys/fs/cgroup", "-name", folder.getFileName().toString()))
        .isEmpty();
  }
}
