package ai.thinkheads.phoenix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.json.ConfigFiles;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.LxcRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A definition with a canary wherever it can hold a secret: nothing that Phoenix says sings. */
class SecretsStayUnseenTest {

  private static final String CANARY = "canary-6e1f";
  private static final String HOST =
      """
      {
          "name": "small-lab",
          "users": {"username": "me", "password_hash": "$6$canary-6e1f", "sudo": true},
          "portainer_api": {"admin_user": "me", "admin_password": "canary-6e1f", "api_key": "canary-6e1f"},
          "my_own": {"deep": [{"client_secret": "canary-6e1f"}]},
          "nvidia_driver": {"repository_url": "https://me:canary-6e1f@host/"}
      }
      """;
  private static final String OF_GUEST =
      """
      "portainer_admin_password": "canary-6e1f",
      "my_token": "canary-6e1f",
      "health_check": {"command": "curl -H 'Authorization: Bearer canary-6e1f' http://me:canary-6e1f@localhost", "retries": 1, "interval": 0},
      "vllm_args": ["--api-key", "canary-6e1f", "--token=canary-6e1f"],
      "environment": {"HF_TOKEN": "canary-6e1f"},
      "lxc": ["lxc.environment: HF_TOKEN=canary-6e1f"],
      """;
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("validate"),
          List.of("validate", "--strict"),
          List.of("plan", "--simulate=node"),
          List.of("plan", "--simulate=node", "--output=json"),
          List.of("plan", "--simulate=node", "--out=lab.plan"),
          List.of("apply", "--simulate=node", "--yes", "--output=json"),
          List.of("apply", "lab.plan", "--simulate=node", "--yes"),
          List.of("apply", "lab.plan", "--simulate=node", "--yes", "--output=json"),
          List.of("apply", "--simulate=node", "--yes"),
          List.of("status", "--simulate=node"),
          List.of("status", "--simulate=node", "--output=json"),
          List.of("drift", "--simulate=node"),
          List.of("drift", "--simulate=node", "--output=json"),
          List.of("plan", "--simulate-bare=bare"),
          List.of("destroy", "--simulate=node", "--yes", "--output=json"));

  @TempDir private Path directory;
  private CommandLineUser user = new CommandLineUser(Path.of(""));

  @BeforeEach
  void files() throws IOException {
    Lab.copyTo(directory);
    Files.writeString(directory.resolve(Lab.HOST_FILE), HOST);
    Lab.change(directory, "\"memory_mb\": 512,", OF_GUEST + "\"memory_mb\": 512,");
    user = new CommandLineUser(directory);
  }

  @Test
  void no_command_shows_a_secret_of_the_files() {
    for (List<String> command : COMMANDS) {
      assertThat(user.runs(command.toArray(String[]::new)).toString())
          .as("%s", command)
          .isNotBlank()
          .doesNotContain(CANARY);
    }
  }

  @Test
  void no_command_shows_a_secret_of_a_java_definition() {
    Infrastructure lab = lab();
    user.using(PhoenixCli.of(() -> lab));

    for (List<String> command : COMMANDS) {
      assertThat(user.runs(command.toArray(String[]::new)).toString())
          .as("%s", command)
          .isNotBlank()
          .doesNotContain(CANARY);
    }
    assertThat(lab.toString()).contains("HF_TOKEN").doesNotContain(CANARY);
  }

  private Infrastructure lab() {
    Infrastructure files = ConfigFiles.read(directory).infrastructure();
    return files.withContainers(
        files.containers().values().stream()
            .map(SecretsStayUnseenTest::withSecrets)
            .collect(Collectors.toList()));
  }

  private static Container withSecrets(Container container) {
    return container.toBuilder()
        .environment(Map.of("HF_TOKEN", CANARY))
        .lxc(List.of(LxcRow.parse("lxc.environment: HF_TOKEN=" + CANARY)))
        .build();
  }

  @Test
  void secrets_of_the_wrong_kind_or_in_the_wrong_place_are_not_shown() throws IOException {
    for (String line :
        List.of(
            "\"users\": {\"password_hash\": [\"canary-6e1f\"]}",
            "\"users\": {\"password_hash\": \"\", \"password\": \"canary-6e1f\"}",
            "\"users\": \"password=canary-6e1f\"",
            "\"portainer_api\": {\"api_key\": {\"canary\": \"canary-6e1f\"}}",
            "\"password\": \"canary-6e1f\", \"password\": \"canary-6e1f\"",
            "\"password\": \"canary-6e1f",
            "\"password\": canary-6e1f",
            "\"token\": \"canary-6e1f\\x\"")) {
      Files.writeString(directory.resolve(Lab.HOST_FILE), "{\"name\": \"lab\", " + line + "}");

      assertThat(user.runs("validate", "--strict").toString()).as(line).doesNotContain(CANARY);
    }
  }

  @Test
  void the_files_themselves_keep_their_secrets() throws IOException {
    user.runs("export", "--out=copy");

    assertThat(Files.readString(directory.resolve("copy").resolve(Lab.HOST_FILE)))
        .contains("$6$" + CANARY);
  }
}
