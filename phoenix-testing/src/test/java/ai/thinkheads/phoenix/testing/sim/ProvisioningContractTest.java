package ai.thinkheads.phoenix.testing.sim;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.feature.Script;
import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.HealthCheck;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Action;
import ai.thinkheads.phoenix.core.plan.Fingerprint;
import ai.thinkheads.phoenix.core.plan.GuestStep;
import ai.thinkheads.phoenix.proxmox.guest.Marker;
import ai.thinkheads.phoenix.proxmox.guest.ProvisionScript;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real bash and the simulated guest, given the same script, tell the same, end alike and leave
 * the same records behind.
 */
@Timeout(60)
class ProvisioningContractTest {

  private static final Vmid VMID = Vmid.of(902);
  private static final String IMAGE = "local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst";
  private static final String FAULTY = "seq 30; echo; echo no luck >&2; exit 3\n";

  @TempDir Path folder;
  private SimulatedHost host;
  private SimulatedProvisioning provisioning;

  @BeforeEach
  void guest() throws IOException {
    host = SimulatedHost.inMemory().addImage(IMAGE);
    provisioning = host.provisioning();
    run("pct", "create", "902", IMAGE, "--rootfs", "local-zfs:8");
    run("pct", "start", "902");
    for (String place : List.of("run", "var/lib", "var/log")) {
      Files.createDirectories(folder.resolve(place));
    }
  }

  @Test
  void steps_that_succeed() {
    ProvisionScript script =
        script(feature("base_setup", "true"), application("true"), health("true", 3));

    assertSame(script);
    assertSame(script);
  }

  @Test
  void a_step_that_fails_and_is_mended() {
    ProvisionScript broken =
        script(feature("base_setup", "true"), feature("docker", FAULTY), application("true"));
    String[] output =
        Stream.concat(
                IntStream.rangeClosed(1, 30).mapToObj(Integer::toString), Stream.of("", "no luck"))
            .toArray(String[]::new);
    provisioning.fail(VMID, "docker", 3, output);
    assertSame(broken);

    provisioning.recover();
    assertSame(script(feature("base_setup", "true"), feature("docker", "true")));
  }

  @Test
  void health_that_comes_late() {
    provisioning.failTimes(2, VMID, "health-check", 7, "refused");

    assertSame(
        script(
            health(
                "echo >>" + folder + "/tries; [ $(wc -l <" + folder + "/tries) -ge 3 ] || exit 7",
                5)));
  }

  @Test
  void health_that_never_comes() {
    provisioning.fail(
        VMID, "health-check", 7, "refused", "health check failed with exit status 7: command");

    assertSame(script(feature("docker", "true"), health("echo refused; exit 7", 3)));
  }

  @Test
  void a_feature_that_changed() {
    assertSame(script(feature("docker", "true"), feature("vllm", "true")));
    assertSame(script(feature("docker", "true # anew"), feature("vllm", "true")));
  }

  @Test
  void a_script_that_is_not_of_this_version_is_refused() {
    String text = script(application("true")).text().replace("boot_seconds=180", "boot_seconds=90");

    CommandResult result = host.shell().run(script(application("true")).command().withStdin(text));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.stderrText()).contains("no provisioning script of this version");
  }

  private void assertSame(ProvisionScript script) {
    CommandResult real = bash(script);
    CommandResult simulated = host.shell().run(script.command());

    assertThat(words(script, simulated)).isEqualTo(words(script, real));
    assertThat(simulated.exitCode()).isEqualTo(real.exitCode());
    assertThat(simulatedFiles(ProvisionScript.RECORDS)).isEqualTo(realFiles("var/lib/phoenix"));
    assertThat(simulatedFiles(ProvisionScript.LOGS)).isEqualTo(realFiles("var/log/phoenix"));
  }

  /** What was told, but for how long things took. */
  private static List<String> words(ProvisionScript script, CommandResult result) {
    return result
        .stdoutText()
        .lines()
        .map(line -> Marker.read(script.token(), line).orElseThrow())
        .map(marker -> marker instanceof Marker.Done done ? "done " + done.index() : marker.words())
        .toList();
  }

  private CommandResult bash(ProvisionScript script) {
    List<String> argv = script.command().argv();
    String text =
        script
            .text()
            .replace("\nrecords=/", "\nrecords=" + folder + "/")
            .replace("\nlogs=/", "\nlogs=" + folder + "/")
            .replace("\nrun=/", "\nrun=" + folder + "/")
            .replace("\nlock=/", "\nlock=" + folder + "/");
    try {
      Process process =
          new ProcessBuilder(argv.subList(argv.indexOf("--") + 1, argv.size()))
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      byte[] stdout = process.getInputStream().readAllBytes();
      return new CommandResult(process.waitFor(), stdout, new byte[0]);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<String, String> realFiles(String place) {
    Map<String, String> files = new TreeMap<>();
    Path directory = folder.resolve(place);
    if (Files.exists(directory)) {
      try (var list = Files.list(directory)) {
        for (Path file : list.toList()) {
          files.put(file.getFileName().toString(), Files.readString(file));
        }
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
    return files;
  }

  private Map<String, String> simulatedFiles(String place) {
    SimulatedGuest guest = host.guest(VMID).orElseThrow();
    Map<String, String> files = new TreeMap<>();
    guest
        .list(place)
        .forEach(name -> files.put(name, guest.read(place + "/" + name).orElseThrow()));
    return files;
  }

  private void run(String... argv) {
    CommandResult result = host.shell().run(Command.of(argv));
    assertThat(result.exitCode()).as(result.stderrText()).isZero();
  }

  private static ProvisionScript script(GuestStep... steps) {
    return ProvisionScript.of(new Action.Provision(VMID, List.of(steps)));
  }

  private static GuestStep feature(String name, String text) {
    Script script = new Script(name + ".sh", text);
    return new GuestStep.InstallFeature(
        name, script, Attributes.none(), Fingerprint.of(script, Attributes.none()));
  }

  private static GuestStep application(String text) {
    Script script = new Script("app.sh", text);
    return new GuestStep.RunApplication(script, Fingerprint.of(script, Attributes.none()));
  }

  private static GuestStep health(String command, int tries) {
    return new GuestStep.AwaitHealth(
        HealthCheck.of(command).tried(tries, Duration.ZERO), new Fingerprint("00000000000000ab"));
  }
}
