package ai.thinkheads.phoenix.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.thinkheads.phoenix.core.PhoenixException;
import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.ContainerSource;
import ai.thinkheads.phoenix.core.model.Host;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.RootDisk;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.problem.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WritingTest {

  private static final Container PLAIN =
      Container.builder(
              Vmid.of(950),
              "lab",
              new ContainerSource.Clone(Vmid.of(900)),
              new RootDisk("local-lvm", ByteSize.gib(8)))
          .build();

  @TempDir private Path directory;

  @Test
  void the_least_infrastructure_makes_short_files() {
    ConfigFiles files = ConfigFiles.of(Infrastructure.empty().withContainers(List.of(PLAIN)));

    assertThat(files.hostText()).contains("{}\n");
    assertThat(files.guestText())
        .contains(
            """
            {
                "lxc_configs": {
                    "950": {
                        "name": "lab",
                        "memory_mb": 512,
                        "cores": 1,
                        "clone_from_ctid": "900",
                        "storage_pool": "local-lvm",
                        "storage_size_gb": 8,
                        "unprivileged": true
                    }
                }
            }
            """);
  }

  @Test
  void nothing_is_written_beside_the_two_files() throws IOException {
    Path made = directory.resolve("made/here");

    ConfigFiles.of(Infrastructure.empty()).write(made);

    try (var entries = Files.list(made)) {
      assertThat(entries.map(entry -> entry.getFileName().toString()))
          .containsExactlyInAnyOrder(ConfigFiles.HOST_FILE, ConfigFiles.GUEST_FILE);
    }
  }

  @Test
  void a_missing_host_file_stays_missing_until_it_has_something_to_say() throws IOException {
    ConfigFiles files = ConfigFiles.parse("{\"lxc_configs\": {}}");

    files.write(directory);
    assertThat(directory.resolve(ConfigFiles.HOST_FILE)).doesNotExist();

    files.with(files.infrastructure().withName("lab")).write(directory);
    assertThat(directory.resolve(ConfigFiles.HOST_FILE)).hasContent("{\n    \"name\": \"lab\"\n}");
  }

  @Test
  void a_file_keeps_its_rights_and_a_link_stays_a_link() throws IOException {
    Path real = Files.writeString(directory.resolve("real.json"), "{}");
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r--r--"));
    Path link = directory.resolve(ConfigFiles.HOST_FILE);
    Files.createSymbolicLink(link, real);

    ConfigFiles.of(Infrastructure.empty().withName("lab")).write(directory);

    assertThat(link).isSymbolicLink();
    assertThat(real).content().contains("lab");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
        .isEqualTo("rw-r--r--");
  }

  @Test
  void a_file_that_cannot_be_written_is_told_and_stays() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "kept");

    assertThatExceptionOfType(PhoenixException.class)
        .isThrownBy(() -> ConfigFiles.of(Infrastructure.empty()).write(file))
        .withMessageStartingWith(file.resolve(ConfigFiles.HOST_FILE) + " cannot be written: ");
    assertThat(file).hasContent("kept");
  }

  @Test
  void what_the_files_cannot_say_is_not_written() {
    Container liar = PLAIN.toBuilder().extras(Attributes.of("cores", 7)).build();
    Container wrong = PLAIN.toBuilder().extras(Attributes.of("vllm_port", true)).build();

    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> ConfigFiles.of(Infrastructure.empty().withContainers(List.of(liar))))
        .withMessage(
            "error: container 950 \"lab\": cannot be written: the files would say something else;"
                + " use no extras, settings or parameters that stand for parts of the model");
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> ConfigFiles.of(Infrastructure.empty().withContainers(List.of(wrong))))
        .withMessageStartingWith("error: lxc_configs.950.vllm_port: true is true or false");
  }

  @Test
  void a_setting_that_the_model_has_itself_is_not_written() {
    Host liar = new Host(Map.of(), Attributes.of("name", "other"));

    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> ConfigFiles.of(Infrastructure.empty().withHost(liar)))
        .withMessageContaining("the files would say something else");
  }

  @Test
  void the_firewall_of_the_host_moves_to_its_place_when_it_changes() {
    ConfigFiles files =
        ConfigFiles.parse(
            """
            {"shared_volumes": {"firewall": {"enabled": true}, "v": {"host_path": "/v", "x": 1}}}
            """,
            "{\"lxc_configs\": {}}");
    Host host = files.infrastructure().host();
    Host changed =
        new Host(host.sharedVolumes(), host.settings().with("firewall", Map.of("enabled", false)));

    ConfigFiles revised = files.with(files.infrastructure().withHost(changed));

    assertThat(revised.hostText())
        .contains(
            """
            {
                "shared_volumes": {
                    "v": {
                        "host_path": "/v",
                        "x": 1
                    }
                },
                "firewall": {
                    "enabled": false
                }
            }
            """);
  }
}
