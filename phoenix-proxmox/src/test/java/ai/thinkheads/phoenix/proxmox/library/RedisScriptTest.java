package ai.thinkheads.phoenix.proxmox.library;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.proxmox.guest.ScriptRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The redis script, run by a real bash with stand-ins for Redis and systemd. */
@Timeout(60)
class RedisScriptTest {

  private static final RedisFeature REDIS = new RedisFeature();
  private static final Attributes SECRET = Attributes.of("password", "it's-s3cret");

  @TempDir Path folder;
  private ScriptRun run;

  @BeforeEach
  void guest() throws IOException {
    run = new ScriptRun(folder);
    run.impatient();
    run.stubs("apt-get", "dpkg", "systemctl", "chown");
    run.stub("journalctl", "echo 'Fatal error, can not open config file'");
    run.stub("dpkg-query", "echo 'ii 1'");
    run.stub("redis-cli", "[[ ${REDISCLI_AUTH:-} == *s3cret ]] && echo PONG");
    Path config = folder.resolve("etc/redis/redis.conf");
    Files.createDirectories(config.getParent());
    Files.writeString(config, "dir /var/lib/redis\n");
  }

  @Test
  void its_password_is_in_a_file_and_neither_in_arguments_nor_in_the_output() throws IOException {
    ScriptRun.Result result = run.install(REDIS, SECRET);

    assertThat(result.status()).as(result.output()).isZero();
    assertThat(result.output()).doesNotContain("s3cret");
    assertThat(run.calls())
        .contains("systemctl restart redis-server", "redis-cli -p 6379 PING")
        .noneMatch(call -> call.contains("s3cret"));
    assertThat(folder.resolve("etc/redis/phoenix.conf"))
        .content()
        .contains("requirepass \"it's-s3cret\"\n");

    run.install(REDIS, SECRET);

    assertThat(run.calls())
        .contains("systemctl start redis-server")
        .doesNotContain("systemctl restart redis-server");
  }

  @Test
  void one_that_does_not_answer_shows_its_journal_and_is_no_success() throws IOException {
    run.stub("redis-cli", "exit 1");

    ScriptRun.Result result = run.install(REDIS, SECRET);

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output())
        .endsWith("Fatal error, can not open config file\nRedis does not answer on port 6379\n")
        .doesNotContain("s3cret");
    assertThat(run.calls()).contains("journalctl --no-pager --lines 20 --unit redis-server");
  }

  @Test
  void one_that_refuses_its_settings_does_not_start_and_shows_its_journal() throws IOException {
    run.stub("systemctl", "[[ $1 != restart ]]");

    ScriptRun.Result result = run.install(REDIS, SECRET);

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output())
        .endsWith("can not open config file\nservice redis-server does not start\n");
  }
}
