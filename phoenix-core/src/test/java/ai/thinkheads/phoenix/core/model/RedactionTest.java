package ai.thinkheads.phoenix.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "password_hash",
        "adminPassword",
        "PHOENIX_SSH_PASSPHRASE",
        "client-secret",
        "token",
        "HF_TOKEN",
        "apiToken",
        "key",
        "api_key",
        "--api-key",
        "private_key",
        "smb.credentials"
      })
  void names_of_secrets_are_known(String name) {
    assertThat(Redaction.isSecret(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "memory",
        "ssh_public_key",
        "host_key",
        "hf_token_file",
        "max_num_batched_tokens",
        "keyctl",
        "keyboard",
        "monkey",
        "tokenizer"
      })
  void other_names_are_not(String name) {
    assertThat(Redaction.isSecret(name)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "HF_TOKEN=hunter2 vllm serve | HF_TOKEN=*** vllm serve",
        "A=1 HF_TOKEN='hunter 2' B=2 | A=1 HF_TOKEN=*** B=2",
        "A=HF_TOKEN=hunter2 | A=HF_TOKEN=***",
        "{\"password\": \"hunter 2\", \"user\": \"me\"} | {\"password\": ***, \"user\": \"me\"}",
        "password: hunter2 | password: ***",
        "curl -H 'Authorization: Bearer hunter2' x | curl -H 'Authorization: *** ***' x",
        "curl https://me:hunter2@host/path | curl https://me:***@host/path",
        "vllm --api-key hunter2 --port 1 | vllm --api-key *** --port 1",
        "vllm --api-key=hunter2 --port 1 | vllm --api-key=*** --port 1",
        "bridge=vmbr0,ip=10.0.0.1/24 | bridge=vmbr0,ip=10.0.0.1/24",
        "http://localhost:8000/health | http://localhost:8000/health",
        "the key: of C | the key: of C",
        "keyctl=1 | keyctl=1",
      })
  void text_is_shown_without_what_is_assigned_to_a_secret(String text, String shown) {
    assertThat(Redaction.shown(text)).isEqualTo(shown);
  }

  @Test
  void an_unclosed_quote_hides_the_rest() {
    assertThat(Redaction.shown("password=\"hunter 2\nhunter 2")).isEqualTo("password=***");
  }

  @Test
  void a_long_text_takes_no_longer_than_its_length_says() {
    String text = "a=\"b ".repeat(200_000);

    assertThat(Redaction.shown(text)).isEqualTo(text);
  }

  @Test
  void attributes_print_without_secrets_at_any_depth_and_keep_them() {
    Attributes attributes =
        Attributes.of("users", Map.of("password_hash", "$6$hunter2"))
            .with("api_key", List.of("hunter2", Map.of("a", "hunter2")))
            .with("args", List.of("--port", "1", "--api-key", "hunter2", "--token=hunter2"))
            .with("secret", true)
            .with("password", "")
            .with("pin_secret", 1234);

    assertThat(attributes)
        .hasToString(
            "{users={password_hash=***}, api_key=***, args=[--port, 1, --api-key, ***,"
                + " --token=***], secret=true, password=, pin_secret=***}");
    assertThat(attributes.get("users")).contains(Map.of("password_hash", "$6$hunter2"));
  }

  @Test
  void an_infrastructure_prints_without_secrets() {
    Attributes secret = Attributes.of("portainer_api", Map.of("admin_password", "hunter2"));
    Infrastructure lab =
        Infrastructure.empty()
            .withHost(new Host(Map.of(), secret.with("users", Map.of("password_hash", "hunter2"))));

    assertThat(lab.toString()).contains("password_hash=***").doesNotContain("hunter2");
  }
}
