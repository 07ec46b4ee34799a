package ai.thinkheads.phoenix.proxmox.library;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.proxmox.guest.ScriptRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The step_ca script, run by a real bash on releases that a stand-in for curl brings. */
@Timeout(60)
class StepCaScriptTest {

  private static final Attributes GIVEN = Attributes.of("dns_names", List.of("ca.example.org"));

  @TempDir Path folder;
  private ScriptRun run;

  @BeforeEach
  void release() throws IOException, InterruptedException {
    run =
        ReleaseStandIn.guest(
            folder,
            """
            mkdir step_0.28.7 step-ca_0.28.4
            cat >step_0.28.7/step <<'END'
            #!/bin/bash
            [[ $1 != version ]] || echo "Smallstep CLI/0.28.7 (linux/amd64)"
            [[ "$1 $2" != "ca init" ]] || {
              echo "step $*" >>"$CALLS"
              mkdir -p "$STEPPATH"/{config,secrets,certs}
              echo key >"$STEPPATH/secrets/root_ca_key"
              echo root >"$STEPPATH/certs/root_ca.crt"
              echo "{\\"root\\": \\"$STEPPATH/certs/root_ca.crt\\", \\"authority\\": {\\"provisioners\\": []}}" >"$STEPPATH/config/ca.json"
            }
            [[ "$1 $2 $3" != "ca provisioner add" ]] || {
              echo "step $*" >>"$CALLS"
              jq '.authority.provisioners += [{"type": "ACME"}]' "$STEPPATH/config/ca.json" >new.json
              mv new.json "$STEPPATH/config/ca.json"
            }
            END
            printf '#!/bin/sh\\necho "Smallstep CA/0.28.4 (linux/amd64)"\\n' >step-ca_0.28.4/step-ca
            chmod +x step_0.28.7/step step-ca_0.28.4/step-ca
            tar -czf step_linux_0.28.7_amd64.tar.gz step_0.28.7
            tar -czf step-ca_linux_0.28.4_amd64.tar.gz step-ca_0.28.4
            sha256sum step_linux_0.28.7_amd64.tar.gz step-ca_linux_0.28.4_amd64.tar.gz >checksums.txt
            """);
  }

  private ScriptRun.Result install(Attributes given) throws IOException {
    return run.install(new StepCaFeature(), given);
  }

  @Test
  void an_authority_is_made_once_in_its_place_and_served() throws IOException {
    ScriptRun.Result result = install(GIVEN);

    assertThat(result.status()).as(result.output()).isZero();
    assertThat(folder.resolve("etc/step-ca/config/ca.json"))
        .content()
        .contains("\"root\": \"" + folder + "/etc/step-ca/certs/root_ca.crt\"")
        .contains("\"address\": \":9443\"", "\"ca.example.org\"", "\"ACME\"");
    assertThat(folder.resolve("etc/step-ca.new")).doesNotExist();
    assertThat(run.calls())
        .anyMatch(call -> call.startsWith("step ca init --deployment-type standalone --name"))
        .contains("systemctl restart step-ca");

    assertThat(install(GIVEN).status()).isZero();

    assertThat(run.calls())
        .contains("systemctl start step-ca")
        .doesNotContain("systemctl restart step-ca")
        .noneMatch(call -> call.startsWith("step ") || call.contains("github"));
  }

  @Test
  void its_password_is_in_no_argument_and_in_a_file_for_itself() throws IOException {
    install(GIVEN.with("password", "0p3n"));

    Path password = folder.resolve("etc/step-ca/password");
    assertThat(password).hasContent("0p3n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
        .isEqualTo("rw-------");
    assertThat(run.calls()).noneMatch(call -> call.contains("0p3n"));
  }

  @Test
  void a_made_up_password_stays_what_it_is() throws IOException {
    install(GIVEN);
    String password = Files.readString(folder.resolve("etc/step-ca/password"));

    install(GIVEN.with("port", 8443));

    assertThat(password).matches("[0-9a-f]{64}");
    assertThat(folder.resolve("etc/step-ca/password")).hasContent(password);
    assertThat(folder.resolve("etc/step-ca/config/ca.json")).content().contains("\":8443\"");
    assertThat(run.calls()).contains("systemctl restart step-ca");
  }

  @Test
  void another_password_for_keys_that_are_there_is_refused() throws IOException {
    install(GIVEN.with("password", "0p3n"));

    ScriptRun.Result result = install(GIVEN.with("password", "cl0sed"));

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output())
        .contains("the authority's keys have another password")
        .doesNotContain("0p3n", "cl0sed");
    assertThat(folder.resolve("etc/step-ca/secrets/root_ca_key")).hasContent("key");
  }

  @Test
  void a_folder_without_settings_is_left_alone() throws IOException {
    Files.createDirectories(folder.resolve("etc/step-ca/secrets"));

    assertThat(install(GIVEN).output()).contains("but no authority in it");
    assertThat(run.calls()).noneMatch(call -> call.startsWith("step "));
  }

  @Test
  void what_an_attempt_left_that_broke_off_is_no_authority() throws IOException {
    Files.createDirectories(folder.resolve("etc/step-ca.new/config"));
    Files.writeString(folder.resolve("etc/step-ca.new/config/ca.json"), "half");

    assertThat(install(GIVEN).status()).isZero();
    assertThat(folder.resolve("etc/step-ca/config/ca.json")).content().contains("ACME");
  }

  @Test
  void one_that_does_not_answer_is_no_success() throws IOException {
    install(GIVEN);
    run.stub("curl", "exit 7");

    assertThat(run.verify(new StepCaFeature(), GIVEN))
        .isEqualTo(new ScriptRun.Result(1, "step-ca does not answer on port 9443\n"));
  }
}
