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

/** The postgresql script, run by a real bash with stand-ins for PostgreSQL and systemd. */
@Timeout(60)
class PostgresqlScriptTest {

  private static final PostgresqlFeature POSTGRESQL = new PostgresqlFeature();
  private static final Attributes SECRET =
      Attributes.of("database", "lab").with("password", "it's s3cret");

  @TempDir Path folder;
  private ScriptRun run;

  @BeforeEach
  void guest() throws IOException {
    run = new ScriptRun(folder);
    run.impatient();
    run.stubs("apt-get", "dpkg", "systemctl", "chown");
    run.stub("journalctl", "echo 'FATAL: could not create shared memory segment'");
    run.stub("dpkg-query", "echo 'ii 1'");
    run.stub(
        "runuser",
        """
        text=$(cat)
        printf '%s\n' "$text" >>../sql
        [[ $text != 'SELECT 1' && $text != *pg_database* ]] || echo 1
        """);
    Path cluster = Files.createDirectories(folder.resolve("etc/postgresql/15/main"));
    Files.writeString(cluster.resolve("pg_hba.conf"), "local all postgres peer\n");
  }

  @Test
  void a_password_comes_by_standard_input_and_is_kept_from_logs() throws IOException {
    ScriptRun.Result result = run.install(POSTGRESQL, SECRET);

    assertThat(result.status()).as(result.output()).isZero();
    assertThat(result.output()).doesNotContain("s3cret");
    assertThat(run.calls())
        .contains("systemctl restart postgresql@15-main")
        .noneMatch(call -> call.contains("s3cret"));
    assertThat(folder.resolve("sql"))
        .content()
        .containsSubsequence(
            "SET log_statement = 'none'", "ALTER ROLE \"lab\" PASSWORD 'it''s s3cret'");
  }

  @Test
  void one_that_does_not_answer_shows_its_journal_and_is_no_success() throws IOException {
    run.stub("runuser", "cat >/dev/null; exit 2");

    ScriptRun.Result result = run.install(POSTGRESQL, SECRET);

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output())
        .endsWith(
            """
            FATAL: could not create shared memory segment
            PostgreSQL does not answer on port 5432
            """)
        .doesNotContain("s3cret");
    assertThat(folder.resolve("sql")).doesNotExist();
  }

  @Test
  void one_that_refuses_its_settings_does_not_start_and_shows_its_journal() throws IOException {
    run.stub("systemctl", "[[ $1 != restart ]]");

    ScriptRun.Result result = run.install(POSTGRESQL, Attributes.of("shared_buffers", "900GB"));

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output())
        .endsWith("shared memory segment\nservice postgresql@15-main does not start\n");
  }

  @Test
  void a_machine_without_a_cluster_is_told_what_to_do() throws IOException {
    Files.delete(folder.resolve("etc/postgresql/15/main/pg_hba.conf"));
    Files.delete(folder.resolve("etc/postgresql/15/main"));

    assertThat(run.install(POSTGRESQL, SECRET).output())
        .contains("there is no cluster \"main\" in ", "; make one with pg_createcluster");
  }
}
