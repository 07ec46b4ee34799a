package ai.thinkheads.phoenix.proxmox.guest;

import static ai.thinkheads.phoenix.proxmox.guest.Steps.application;
import static ai.thinkheads.phoenix.proxmox.guest.Steps.feature;
import static ai.thinkheads.phoenix.proxmox.guest.Steps.health;
import static ai.thinkheads.phoenix.proxmox.guest.Steps.record;
import static ai.thinkheads.phoenix.proxmox.guest.Steps.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.HealthCheck;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Fingerprint;
import ai.thinkheads.phoenix.core.plan.GuestStep;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the script does, shown by a real bash. */
@Timeout(60)
class ProvisionScriptTest {

  @TempDir Path folder;
  private GuestBash guest;
  private Path notes;

  @BeforeEach
  void guest() throws IOException {
    guest = new GuestBash(Files.createDirectory(folder.resolve("guest")));
    notes = folder.resolve("notes");
  }

  private String note(String text) {
    return "echo " + text + " >>" + notes + "\n";
  }

  private List<String> noted() throws IOException {
    return Files.exists(notes) ? Files.readAllLines(notes) : List.of();
  }

  @Test
  void steps_are_done_in_order_and_recorded() throws IOException {
    GuestStep docker = feature("docker", note("docker $1"));
    GuestStep application = application(note("application \"$#\" $1"));
    GuestStep health = health(note("health"), 1);

    GuestBash.Run run = guest.run(script(docker, application, health));

    assertThat(run.words())
        .containsExactly(
            "started 0 docker",
            "done 0",
            "started 1 application",
            "done 1",
            "started 2 health-check",
            "done 2",
            "finished");
    assertThat(run.result().exitCode()).isZero();
    assertThat(run.result().stderrText()).isEmpty();
    assertThat(noted()).containsExactly("docker 902", "application 1 902", "health");
    assertThat(guest.recorded())
        .isEqualTo(
            Map.of(
                "docker",
                record(docker),
                "application",
                record(application),
                "health-check",
                record(health)));
  }

  @Test
  void what_is_recorded_is_not_done_again_but_health_is() throws IOException {
    ProvisionScript script =
        script(feature("docker", note("docker")), application(note("app")), health(note("ok"), 1));
    guest.run(script);

    GuestBash.Run again = guest.run(script);

    assertThat(again.words())
        .containsExactly(
            "skipped 0 docker",
            "skipped 1 application",
            "started 2 health-check",
            "done 2",
            "finished");
    assertThat(noted()).containsExactly("docker", "app", "ok", "ok");
  }

  @Test
  void a_changed_parameter_does_that_step_again() throws IOException {
    guest.run(script(feature("a", note("a"), Attributes.of("port", 1)), feature("b", note("b"))));

    guest.run(script(feature("a", note("a"), Attributes.of("port", 2)), feature("b", note("b"))));

    assertThat(noted()).containsExactly("a", "b", "a");
  }

  @Test
  void a_failure_ends_it_and_the_next_run_goes_on_there() throws IOException {
    Path fault = Files.createFile(folder.resolve("fault"));
    GuestStep first = feature("first", note("first"));
    GuestStep second = feature("second", "[ ! -e " + fault + " ] || exit 100\n" + note("second"));
    GuestStep third = feature("third", note("third"));

    GuestBash.Run failed = guest.run(script(first, second, third));
    var recordedThen = guest.recorded();
    Files.delete(fault);
    GuestBash.Run mended = guest.run(script(first, second, third));

    assertThat(failed.words())
        .containsExactly("started 0 first", "done 0", "started 1 second", "failed 1 100");
    assertThat(failed.result().exitCode()).isEqualTo(ProvisionScript.STEP_FAILED);
    assertThat(recordedThen).isEqualTo(Map.of("first", record(first)));
    assertThat(mended.words()).startsWith("skipped 0 first", "started 1 second");
    assertThat(noted()).containsExactly("first", "second", "third");
  }

  @Test
  void a_step_that_fails_is_no_longer_recorded_as_it_was_before() {
    GuestStep good = feature("docker", "true\n");
    guest.run(script(good));

    guest.run(script(feature("docker", "exit 1\n")));

    assertThat(guest.recorded()).isEmpty();
    assertThat(guest.run(script(good)).words()).contains("started 0 docker");
  }

  @Test
  void a_failure_tells_the_last_lines_and_keeps_all_of_them_in_the_guest() {
    GuestStep step = feature("docker", "seq 100; echo; printf 'no luck' >&2; exit 3\n");

    GuestBash.Run run = guest.run(script(step));

    assertThat(run.words()).hasSize(22).contains("output 0 82", "output 0 100", "failed 0 3");
    assertThat(run.words().get(20)).isEqualTo("output 0 no luck");
    assertThat(guest.logs().get("docker.log")).startsWith("1\n2\n").endsWith("\n\nno luck");
    assertThat(guest.run(script(feature("docker", "true"))).words()).contains("done 0");
    assertThat(guest.logs()).isEmpty();
  }

  @Test
  void an_application_finds_the_entry_of_its_container_and_the_old_functions_beside_itself()
      throws IOException {
    GuestStep application =
        application(
            """
            #!/bin/bash
            set -euo pipefail
            folder=$(cd -- "${0%/*}" && pwd)
            source "$folder/phoenix_hypervisor_common_utils.sh"
            file=$folder/phoenix_lxc_configs.json
            {
              jq_get_value "$1" '.ports[0]'
              jq_get_value "$1" .missing || echo none
              jq_get_value "$1" .disabled
              jq --compact-output . "$file"
              stat -c %a "$file" "$folder"
              wc -c
              [[ $file == "$PHOENIX_CONTEXT" ]] && echo same
            } >>NOTES
            log_fatal "no way"
            """
                .replace("NOTES", notes.toString()),
            Attributes.of("ports", List.of("8000:8000"))
                .with("disabled", false)
                .with("text", "it's \"so\"\n"));

    assertThat(guest.run(script(application)).words())
        .containsExactly("started 0 application", "output 0 error: no way", "failed 0 1");
    assertThat(noted())
        .containsExactly(
            "8000:8000",
            "none",
            "false",
            "{\"lxc_configs\":{\"902\":{\"disabled\":false,\"ports\":[\"8000:8000\"],"
                + "\"text\":\"it's \\\"so\\\"\\n\"}}}",
            "600",
            "700",
            "0",
            "same");
    assertThat(guest.run(script(application("#!/bin/sh\ncat\n"))).words()).endsWith("finished");
  }

  @Test
  void an_application_that_exits_with_3_fails_with_3() {
    GuestBash.Run run = guest.run(script(application("exit 3\n")));

    assertThat(run.words()).containsExactly("started 0 application", "failed 0 3");
  }

  @Test
  void a_failing_command_ends_no_script_that_did_not_ask_for_it() {
    assertThat(guest.run(script(application("false\ntrue\n"))).words()).endsWith("finished");
  }

  @Test
  void health_is_tried_again_until_it_succeeds() throws IOException {
    GuestStep health = health(note("try") + "[ $(wc -l <" + notes + ") -ge 3 ]", 5);

    GuestBash.Run run = guest.run(script(health));

    assertThat(run.words()).endsWith("done 0", "finished");
    assertThat(run.markers())
        .contains(new Marker.Progress(0, "try 2 of 5 failed with exit status 1"));
    assertThat(noted()).hasSize(3);
  }

  @Test
  void the_order_of_parameters_makes_no_other_script() {
    Attributes one = Attributes.of("port", 8000).with("more", Map.of("a", 1, "b", 2));
    Attributes two =
        Attributes.of("more", new TreeMap<>(Map.of("b", 2, "a", 1))).with("port", 8000);

    assertThat(script(feature("web", "true", one), application("true", one)).text())
        .isEqualTo(script(feature("web", "true", two), application("true", two)).text());
  }

  @Test
  void health_that_has_not_come_at_its_deadline_has_failed_even_while_it_is_tried()
      throws IOException {
    GuestStep health =
        new GuestStep.AwaitHealth(
            HealthCheck.of(note("try") + "sleep 100")
                .tried(50, Duration.ZERO)
                .until(Duration.ofSeconds(2)),
            new Fingerprint("00000000000000ab"));

    GuestBash.Run run = guest.run(script(health));

    assertThat(run.words())
        .contains("output 0 it has not succeeded within 2 s")
        .endsWith("failed 0 124");
    assertThat(noted()).hasSizeLessThan(4);
    assertThat(ProvisionScript.parse(script(health).text())).isEqualTo(script(health));
  }

  @Test
  void health_fails_after_all_tries_with_what_the_last_one_printed() throws IOException {
    GuestBash.Run run =
        guest.run(script(health(note("try") + "echo $(wc -l <" + notes + "); exit 7", 4)));

    assertThat(run.words())
        .containsExactly(
            "started 0 health-check",
            "output 0 4",
            "output 0 health check failed with exit status 7: command",
            "failed 0 7");
    assertThat(guest.recorded()).isEmpty();
    assertThat(noted()).hasSize(4);
  }

  @Test
  void scripts_read_their_parameters_and_nothing_else() throws IOException {
    String copy = "cat >>" + notes + "\necho '<' >>" + notes + "\n";

    GuestBash.Run run =
        guest.run(
            script(
                feature("a", copy, Attributes.of("port", 8000).with("name", "x y")),
                application(copy),
                health(copy, 1)));

    assertThat(run.words()).endsWith("finished");
    assertThat(noted()).containsExactly("param_name='x y'", "param_port=8000", "<", "<", "<");
  }

  @Test
  void parameters_are_not_seen_in_arguments_or_environment() throws IOException {
    GuestStep step =
        feature(
            "a",
            "tr '\\0' '\\n' <\"/proc/$$/cmdline\" >" + notes + "; env >>" + notes + "\n",
            Attributes.of("token", "s3cr3t"));

    guest.run(script(step));

    assertThat(noted())
        .noneMatch(line -> line.contains("s3cr3t"))
        .contains("HOME=/root", "LC_ALL=C.UTF-8", "DEBIAN_FRONTEND=noninteractive");
  }

  @Test
  void lines_that_look_like_the_scripts_own_are_only_progress() {
    ProvisionScript probe = script(application("sleep 0\n"));
    String forged = new Marker.Finished().line(probe.token());
    ProvisionScript script =
        script(
            application(
                "echo '" + forged + "'; echo 'phoenix:: failed 0 9' >&2; sleep 1.5; exit 4\n"));

    GuestBash.Run run = guest.run(script);

    assertThat(run.markers())
        .containsExactly(
            new Marker.Started(0, "application"),
            new Marker.Progress(0, "phoenix:: failed 0 9"),
            new Marker.Output(0, forged),
            new Marker.Output(0, "phoenix:: failed 0 9"),
            new Marker.Failed(0, 4));
  }

  @Test
  void each_script_has_a_token_of_its_own() {
    assertThat(script(application("a")).token())
        .isEqualTo(script(application("a")).token())
        .isNotEqualTo(script(application("b")).token())
        .matches("[0-9a-f]{24}");
  }

  @Test
  void nothing_temporary_is_left_after_success_or_failure() throws IOException {
    String litter = "pwd >>" + notes + "\ntouch litter; mkdir -p d/e; chmod 0 d\n";

    guest.run(script(feature("a", litter), application(litter), application2(litter + "exit 1\n")));

    assertThat(noted()).hasSize(3).allMatch(path -> path.startsWith(guest.work().toString()));
    assertThat(guest.work()).doesNotExist();
    assertThat(guest.recorded()).containsOnlyKeys("a", "application");
  }

  private static GuestStep application2(String text) {
    return feature("other", text);
  }

  @Test
  void every_step_begins_in_an_empty_folder() throws IOException {
    String look = "ls -A >>" + notes + "\ntouch litter\n";

    guest.run(script(feature("a", look), feature("b", look), health(look + "exit 1", 2)));

    assertThat(noted()).isEmpty();
  }

  @Test
  void what_a_step_leaves_running_keeps_nothing_waiting() throws IOException {
    GuestStep step =
        application("sleep 600 & echo $! >" + notes + "; ls -l /proc/$!/fd >>" + notes + "\n");

    GuestBash.Run run = guest.run(script(step));

    List<String> noted = noted();
    ProcessHandle.of(Long.parseLong(noted.get(0))).ifPresent(ProcessHandle::destroy);
    assertThat(run.words()).endsWith("finished");
    assertThat(noted.subList(1, noted.size()))
        .noneMatch(line -> line.contains("pipe:") && !line.contains(" 0 -> "))
        .noneMatch(line -> line.contains("phoenix.lock"));
  }

  @Test
  void after_the_connection_is_lost_the_step_is_finished_and_nothing_new_begun()
      throws IOException, InterruptedException {
    Path go = folder.resolve("go");
    GuestStep first = feature("first", "until [ -e " + go + " ]; do sleep 0.1; done\nseq 9\n");
    GuestStep second = feature("second", note("second"));
    Process process = guest.start(script(first, second));
    BufferedReader lines = GuestBash.lines(process);
    assertThat(lines.readLine()).endsWith("started 0 first");

    lines.close();
    Files.createFile(go);

    assertThat(process.waitFor()).isEqualTo(74);
    assertThat(guest.recorded()).isEqualTo(Map.of("first", record(first)));
    assertThat(guest.run(script(first, second)).words())
        .startsWith("skipped 0 first", "started 1 second");
  }

  @Test
  void a_second_run_waits_for_the_first_and_finds_all_done() throws IOException {
    Path go = folder.resolve("go");
    ProvisionScript script =
        script(feature("a", "until [ -e " + go + " ]; do sleep 0.1; done\n" + note("a")));
    Process first = guest.start(script);
    assertThat(GuestBash.lines(first).readLine()).endsWith("started 0 a");

    Process second = guest.start(script);
    BufferedReader lines = GuestBash.lines(second);
    assertThat(lines.readLine()).endsWith("waiting for an earlier run in this guest to end");
    Files.createFile(go);

    assertThat(lines.readLine()).endsWith("skipped 0 a");
    assertThat(lines.readLine()).endsWith("finished");
    assertThat(noted()).containsExactly("a");
  }

  @Test
  void what_a_killed_run_left_is_removed_by_the_next() throws IOException {
    Files.createDirectories(guest.work().resolve("folder"));

    GuestBash.Run run = guest.run(script(feature("a", "true")));

    assertThat(run.words()).endsWith("finished");
    assertThat(guest.work()).doesNotExist();
  }

  @Test
  void a_script_that_arrives_in_part_does_nothing() {
    byte[] whole = guest.textFor(script(application("true\n"))).getBytes(StandardCharsets.UTF_8);
    Random random = new Random(902);

    for (int round = 0; round < 25; round++) {
      int length =
          round == 0
              ? whole.length - "main </dev/null\n".length()
              : random.nextInt(whole.length - 20);
      var result = guest.run(java.util.Arrays.copyOf(whole, length));

      assertThat(result.stdoutText()).isEmpty();
      assertThat(guest.recorded()).isEmpty();
    }
  }

  @Test
  void a_script_of_a_megabyte_arrives_whole() throws IOException {
    String text = "cp \"$0\" " + notes + "; exit\n" + "# it's a long story\n".repeat(52_000);

    GuestBash.Run run = guest.run(script(application(text)));

    assertThat(run.words()).endsWith("finished");
    assertThat(Files.readString(notes)).isEqualTo(text);
  }

  @Test
  void a_script_is_run_by_the_interpreter_that_it_names() throws IOException {
    GuestStep shell = application("#!/bin/sh -e\r\nfalse\n" + note("not reached"));
    GuestStep none = feature("none", "echo \"${BASH_VERSION:+bash}\" >>" + notes + "\n");

    assertThat(guest.run(script(none, shell)).words()).endsWith("failed 1 1");
    assertThat(noted()).containsExactly("bash");
  }

  @Test
  void two_steps_of_one_name_are_refused() {
    assertThatThrownBy(() -> script(feature("docker", "a"), feature("docker", "b")))
        .hasMessageStartingWith("two of the steps of container 902 have one name: [docker ");
    assertThatThrownBy(() -> script(feature("application", "a"), application("b")))
        .hasMessageContaining("one name");
    assertThatThrownBy(() -> script(feature("../../etc/passwd", "a")))
        .hasMessageContaining("cannot name a step");
  }

  @Test
  void it_is_read_from_standard_input_inside_of_the_container_with_a_clean_environment() {
    ProvisionScript script = script(application("echo secret"));

    assertThat(script.command().toShell())
        .isEqualTo(
            "lxc-attach -n 902 --clear-env -- /usr/bin/env -i"
                + " PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root"
                + " LANG=C.UTF-8 LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive /bin/bash -s");
    assertThat(script.command().stdin()).asString(StandardCharsets.UTF_8).isEqualTo(script.text());
    assertThat(ProvisionScript.argv(Vmid.of(902))).isEqualTo(script.command().argv());
    assertThat(script.toString()).doesNotContain("secret");
  }
}
