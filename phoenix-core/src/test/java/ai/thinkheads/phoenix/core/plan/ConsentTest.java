package ai.thinkheads.phoenix.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.state.ConfigSection;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Random definitions on random nodes: what is never planned without consent. */
class ConsentTest {

  private static final int ROUNDS = 2000;
  private static final List<String> NOTES =
      List.of(
          "",
          "notes of people",
          "<!-- phoenix: mp:/data -->",
          "<!-- phoenix: from:900 made:web -->",
          "notes\n<!-- phoenix: from:900 made:lab -->",
          "<!-- phoenix: from:901 made:lab net1 -->",
          "<!-- phoenix: from:900 made:lab made:web -->");
  private static final List<String> LOCKS = List.of("create", "disk", "backup", "destroyed");

  private final Random random = new Random(4711);

  @Test
  void without_consent_nothing_is_destroyed() {
    for (int round = 0; round < ROUNDS; round++) {
      ObservedState state = state();

      Plan plan = Planner.plan(lab(), state, PlanOptions.defaults());

      assertThat(destroyed(plan)).as("round %s: %s", round, plan).isEmpty();
    }
  }

  @Test
  void consent_to_clean_up_destroys_only_what_is_half_made() {
    for (int round = 0; round < ROUNDS; round++) {
      ObservedState state = state();

      Plan plan = Planner.plan(lab(), state, PlanOptions.defaults().recovering());

      assertThat(destroyed(plan))
          .as("round %s: %s", round, plan)
          .allMatch(vmid -> state.guests().get(vmid).config().lock().isPresent());
    }
  }

  @Test
  void only_what_may_be_replaced_is_replaced() {
    for (int round = 0; round < ROUNDS; round++) {
      Vmid consented = vmid();

      Plan plan = Planner.plan(lab(), state(), PlanOptions.defaults().replacing(consented));

      assertThat(destroyed(plan)).as("round %s: %s", round, plan).isSubsetOf(List.of(consented));
    }
  }

  @Test
  void only_what_this_infrastructure_made_and_does_not_define_is_pruned() {
    for (int round = 0; round < ROUNDS; round++) {
      ValidInfrastructure lab = lab();
      ObservedState state = state();

      Plan plan = Planner.plan(lab, state, PlanOptions.defaults().pruning());

      assertThat(destroyed(plan))
          .as("round %s: %s", round, plan)
          .allMatch(
              vmid ->
                  !lab.infrastructure().containers().containsKey(vmid)
                      && state
                          .guests()
                          .get(vmid)
                          .config()
                          .current()
                          .description()
                          .matches("(?s).* made:" + vmid + ":lab (?!made:).*"));
    }
  }

  @Test
  void only_selected_guests_are_destroyed() {
    for (int round = 0; round < ROUNDS; round++) {
      ValidInfrastructure lab = lab();
      List<Vmid> some =
          lab.infrastructure().containers().keySet().stream()
              .filter(vmid -> random.nextBoolean())
              .toList();
      if (!some.isEmpty()) {
        Plan plan = Planner.planDestroy(lab.selectOnly(some), state());

        assertThat(destroyed(plan)).as("round %s: %s", round, plan).isSubsetOf(some);
      }
    }
  }

  private static List<Vmid> destroyed(Plan plan) {
    return plan.steps().stream()
        .map(Step::action)
        .filter(
            action -> action instanceof Action.Destroy || action instanceof Action.RemoveHalfMade)
        .map(Action::vmid)
        .toList();
  }

  private ValidInfrastructure lab() {
    List<Container> containers = new ArrayList<>();
    boolean unprivileged = random.nextBoolean();
    if (random.nextInt(10) > 0) {
      containers.add(Lab.template().unprivileged(unprivileged).build());
      for (int number = 0; number < 3; number++) {
        if (random.nextBoolean()) {
          containers.add(Lab.cloneOf(900, 950 + number).unprivileged(unprivileged).build());
        }
      }
    }
    return Lab.valid(containers.toArray(Container[]::new));
  }

  private Vmid vmid() {
    return Vmid.of(random.nextBoolean() ? 900 : 950 + random.nextInt(4));
  }

  private ObservedState state() {
    Map<Vmid, ObservedGuest> guests = new TreeMap<>();
    for (int number = random.nextInt(5); number > 0; number--) {
      ObservedGuest guest = guest(vmid().value());
      guests.put(guest.vmid(), guest);
    }
    return Lab.with(guests.values().toArray(ObservedGuest[]::new));
  }

  private ObservedGuest guest(int vmid) {
    Map<String, String> options = new HashMap<>();
    options.put("hostname", "any");
    options.put(
        "description",
        NOTES
            .get(random.nextInt(NOTES.size()))
            .replace("made:", "made:" + (random.nextInt(10) == 0 ? 777 : vmid) + ":"));
    maybe(options, "rootfs", "local-zfs:subvol-" + vmid + "-disk-0,size=8G", 9);
    maybe(options, "unprivileged", "1", 5);
    maybe(options, "mp0", "local-zfs:subvol-" + vmid + "-disk-1,mp=/data,size=8G", 3);
    maybe(options, "memory", "1024", 5);
    maybe(options, "protection", "1", 1);
    maybe(options, "lock", LOCKS.get(random.nextInt(LOCKS.size())), 2);
    Map<String, ConfigSection> snapshots = new HashMap<>();
    if (random.nextBoolean()) {
      snapshots.put(
          "base-snapshot",
          new ConfigSection(
              new TreeMap<>(options),
              List.of(),
              random.nextBoolean()
                  ? ""
                  : TemplateSnapshot.remark(Fingerprint.of(Lab.BASE, Attributes.none()))));
    }
    return Lab.guest(vmid, random.nextBoolean(), options, snapshots, Map.of());
  }

  private void maybe(Map<String, String> options, String key, String value, int tenths) {
    if (random.nextInt(10) < tenths) {
      options.put(key, value);
    }
  }
}
