package ai.thinkheads.phoenix.proxmox.library;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.proxmox.guest.ScriptRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The qdrant script, run by a real bash with a stand-in for Docker. */
@Timeout(60)
class QdrantScriptTest {

  @TempDir Path folder;
  private ScriptRun run;
  private Attributes given;
  private Path data;

  @BeforeEach
  void guest() throws IOException {
    run = DockerStandIn.guest(folder);
    data = Files.createDirectories(folder.resolve("data"));
    Files.writeString(data.resolve("collection"), "vectors");
    given = Attributes.of("data", data.toString());
  }

  private ScriptRun.Result install(Attributes parameters) throws IOException {
    return run.install(new QdrantFeature(), parameters);
  }

  @Test
  void its_data_lies_in_a_folder_of_the_guest() throws IOException {
    ScriptRun.Result result = install(given);

    assertThat(result.status()).as(result.output()).isZero();
    assertThat(run.calls())
        .contains("docker pull --quiet qdrant/qdrant:v1.15.4")
        .anyMatch(
            call ->
                call.startsWith("docker run --detach --name qdrant --label ")
                    && call.endsWith(
                        " --restart always --publish 6333:6333 --publish 6334:6334 --volume "
                            + data
                            + ":/qdrant/storage --env-file "
                            + folder
                            + "/etc/qdrant.env qdrant/qdrant:v1.15.4"))
        .anyMatch(call -> call.endsWith("http://localhost:6333/readyz"));
  }

  @Test
  void a_new_version_replaces_the_container_and_keeps_the_data() throws IOException {
    install(given);
    install(given);
    assertThat(run.calls())
        .contains("docker start qdrant")
        .filteredOn(call -> call.startsWith("docker run"))
        .hasSize(1);

    install(given.with("version", "v1.15.5"));

    assertThat(run.calls())
        .containsSubsequence(
            "docker pull --quiet qdrant/qdrant:v1.15.5",
            "docker stop qdrant",
            "docker rm --force qdrant");
    assertThat(data.resolve("collection")).hasContent("vectors");
  }

  @Test
  void its_key_is_in_a_file_for_root_and_a_new_key_is_applied() throws IOException {
    install(given.with("api_key", "one"));

    Path environment = folder.resolve("etc/qdrant.env");
    assertThat(environment).hasContent("QDRANT__SERVICE__API_KEY=one");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(environment)))
        .isEqualTo("rw-------");
    assertThat(run.calls()).noneMatch(call -> call.contains("one "));

    install(given.with("api_key", "two"));

    assertThat(run.calls()).contains("docker rm --force qdrant");
    assertThat(environment).hasContent("QDRANT__SERVICE__API_KEY=two");
  }

  @Test
  void one_that_does_not_get_ready_is_no_success() throws IOException {
    run.stub("curl", "exit 22");

    ScriptRun.Result result = run.verify(new QdrantFeature(), given);

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output()).isEqualTo("Qdrant is not ready on port 6333\n");
  }

  @Test
  void versions_that_move_and_keys_with_blanks_are_refused_and_keys_not_shown() {
    QdrantFeature feature = new QdrantFeature();

    assertThat(feature.check("f", Attributes.of("version", "latest").with("api_key", "o p e n")))
        .extracting(Object::toString)
        .containsExactly(
            "error: f.version: the parameter cannot be \"latest\"; use a version like v1.15.4",
            "error: f.api_key: the parameter cannot be what it is given; use a text without"
                + " blanks");
  }
}
