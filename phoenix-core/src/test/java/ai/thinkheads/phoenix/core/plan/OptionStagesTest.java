package ai.thinkheads.phoenix.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class OptionStagesTest {

  private static final OptionEffects RUNNING = new OptionEffects(true, 8, true);
  private static final OptionEffects STOPPED = new OptionEffects(false, 8, true);

  @Test
  void what_is_in_force_at_once_comes_before_what_waits() {
    assertThat(
            stages(
                RUNNING,
                Map.of("memory", "512", "features", "nesting=0"),
                Map.of("memory", "1024", "features", "nesting=1", "hostname", "web")))
        .containsExactly("live: hostname, memory", "next start: features");
  }

  @Test
  void a_stopped_container_takes_everything_in_one() {
    assertThat(
            stages(
                STOPPED,
                Map.of("memory", "512", "features", "nesting=0"),
                Map.of("memory", "1024", "features", "nesting=1", "hostname", "web")))
        .containsExactly("live: features, hostname, memory");
  }

  @Test
  void a_name_alone_is_felt_at_the_next_start() {
    assertThat(stages(RUNNING, Map.of("hostname", "a"), Map.of("hostname", "b")))
        .containsExactly("next start: hostname");
  }

  @Test
  void protection_is_lifted_before_a_volume_is_changed() {
    assertThat(
            stages(
                RUNNING,
                Map.of("protection", "1", "memory", "512"),
                Map.of("protection", "0", "memory", "1024", "mp0", "x:1,mp=/a")))
        .containsExactly("live: protection", "live: memory, mp0");
  }

  @Test
  void protection_is_given_after_a_volume_was_changed() {
    assertThat(
            stages(
                RUNNING,
                Map.of("mp0", "x:1,mp=/a"),
                Map.of("protection", "1", "memory", "1024", "mp0", "x:1,mp=/a,ro=1")))
        .containsExactly("live: memory", "next start: mp0, protection");
  }

  @Test
  void protection_that_stays_bars_a_change_of_a_volume() {
    TreeMap<String, String> present = new TreeMap<>(Map.of("protection", "1"));
    TreeMap<String, String> wanted = new TreeMap<>(present);
    wanted.put("mp0", "x:1,mp=/a");

    assertThat(problems(present, wanted, RUNNING))
        .containsExactly(
            "error: container 950 \"service\": is protected, so its volumes cannot be changed; take"
                + " the protection away first: pct set 950 --protection 0");
  }

  @Test
  void what_only_version_9_knows_is_a_problem_of_version_8() {
    Map<String, String> wanted =
        Map.of(
            "entrypoint", "/init",
            "net0", "name=eth0,host-managed=1",
            "mp0", "x:1,mp=/a,keepattrs=1,idmap=passthrough",
            "mp1", "x:2,mp=/b,keepattrs=0");

    assertThat(problems(Map.of(), wanted, RUNNING))
        .containsExactly(
            needs("entrypoint"),
            needs("idmap of mp0"),
            needs("keepattrs of mp0"),
            needs("host-managed of net0"));
    assertThat(problems(Map.of(), wanted, new OptionEffects(true, 9, true))).isEmpty();
  }

  @Test
  void what_is_fixed_at_creation_is_a_problem_with_a_remedy() {
    assertThat(
            problems(
                Map.of("unprivileged", "1", "rootfs", "x:1,size=8G"),
                Map.of("unprivileged", "0", "rootfs", "y:1,size=8G"),
                STOPPED))
        .containsExactly(
            "error: container 950 \"service\": disk is another volume (x:1 → y:1); move it:"
                + " pct move-volume 950 rootfs",
            "error: container 950 \"service\": unprivileged is fixed at creation (1 → 0); adjust"
                + " the definition, or destroy the container and apply again");
  }

  private static String needs(String what) {
    return "error: container 950 \"service\": "
        + what
        + " needs Proxmox VE 9, and the node has 8; upgrade the node, or leave "
        + what
        + " out";
  }

  private static List<String> stages(
      OptionEffects effects, Map<String, String> present, Map<String, String> wanted) {
    TreeMap<String, String> now = new TreeMap<>(present);
    return new OptionStages(OptionDiff.between(now, new TreeMap<>(wanted)), now, effects)
        .stages().stream()
            .map(stage -> stage.effect() + ": " + String.join(", ", stage.diff().keys()))
            .toList();
  }

  private static List<String> problems(
      Map<String, String> present, Map<String, String> wanted, OptionEffects effects) {
    TreeMap<String, String> now = new TreeMap<>(present);
    OptionDiff diff = OptionDiff.between(now, new TreeMap<>(wanted));
    assertThat(diff.delete()).isEqualTo(new TreeSet<>());
    return OptionProblems.of(Lab.service().build(), diff, now, effects).stream()
        .map(Problem::toString)
        .toList();
  }
}
