package ai.thinkheads.phoenix.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import ai.thinkheads.phoenix.core.validate.Validator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class OrphansTest {

  private static final Vmid OLD = Vmid.of(940);
  private static final String OURS = "notes\n<!-- phoenix: from:900 made:940:lab mp:/data -->";
  private static final PlanOptions PRUNE = PlanOptions.defaults().pruning();

  @Test
  void what_left_the_definition_is_told_and_stays() {
    Plan plan = Planner.plan(Lab.valid(), Lab.with(guest(OURS)));

    assertThat(plan.guests()).isEmpty();
    assertThat(plan.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "warning: container 940 \"old\": is no longer defined and stays; add --prune to destroy"
                + " it, with the loss of rootfs 8 GiB on local-zfs");
  }

  @Test
  void with_consent_it_is_destroyed() {
    Plan plan = Planner.plan(Lab.valid(), Lab.with(guest(OURS)), PRUNE);

    assertThat(plan.toString())
        .isEqualTo(
            """
            Phoenix plan for lab on pve1 (Proxmox VE 8.4.1)                                1 guest, 1 to destroy

            - 940 old   no longer defined; destroyed with all its data  destroy
                rootfs  8 GiB on local-zfs                              data loss

            0 restarts, 0 replaced, 1 destroyed, the data in 1 of them is lost.
            """);
    assertThat(plan.guest(OLD).orElseThrow().steps())
        .extracting(Step::action)
        .containsExactly(new Action.Shutdown(OLD), new Action.Destroy(OLD, true));
  }

  @Test
  void what_others_made_is_never_touched_nor_told_of() {
    for (String notes :
        List.of(
            "",
            "made:lab",
            "<!-- phoenix: mp:/data -->",
            "<!-- phoenix: from:900 made:940:web -->",
            "<!-- phoenix: from:900 made:950:lab -->",
            "<!-- phoenix: from:900 made:940:lab2 -->",
            "<!-- phoenix: made:940:lab --> not at the end of its line")) {
      Plan plan = Planner.plan(Lab.valid(), Lab.with(guest(notes)), PRUNE);

      assertThat(plan.guests()).as(notes).isEmpty();
      assertThat(plan.problems()).as(notes).isEmpty();
    }
  }

  @Test
  void what_another_infrastructure_defines_as_well_is_left_to_it() {
    String shared = "notes\n<!-- phoenix: from:900 made:940:lab made:940:web -->";

    assertThat(Planner.plan(Lab.valid(), Lab.with(guest(shared))).problems()).isEmpty();
    Plan plan = Planner.plan(Lab.valid(), Lab.with(guest(shared)), PRUNE);

    assertThat(plan.losingData()).isEmpty();
    assertThat(plan.toString()).contains("~ 940 old  notes belongs to web  live");
    assertThat(plan.steps())
        .extracting(Step::action)
        .containsExactly(
            new Action.Configure(
                OLD,
                new TreeMap<>(
                    Map.of("description", "notes\n<!-- phoenix: from:900 made:940:web -->")),
                new TreeSet<>(),
                Optional.of("d".repeat(40))));
  }

  @Test
  void with_some_guests_selected_the_others_are_left_alone() {
    ValidInfrastructure lab = Lab.valid(Lab.template().build(), Lab.service().build());

    Plan plan = Planner.plan(lab.select(List.of(Vmid.of(900))), Lab.with(guest(OURS)), PRUNE);

    assertThat(plan.guests()).extracting(GuestPlan::vmid).containsExactly(Vmid.of(900));
    assertThat(plan.problems()).isEmpty();
  }

  @Test
  void without_a_name_of_its_own_an_infrastructure_prunes_nothing() {
    ValidInfrastructure unnamed =
        Validator.of(Lab.CATALOG).validate(Infrastructure.empty()).orElseThrow();
    ObservedGuest guest = guest("<!-- phoenix: from:900 made:940:phoenix -->");

    assertThat(Planner.plan(unnamed, Lab.with(guest)).problems()).isEmpty();
    Plan plan = Planner.plan(unnamed, Lab.with(guest), PRUNE);

    assertThat(plan.guests()).isEmpty();
    assertThat(plan.isRunnable()).isFalse();
    assertThat(plan.problems().get(0).message()).contains("has no name of its own");
  }

  @Test
  void what_is_made_waits_until_what_goes_has_left_its_address() {
    Map<String, String> options = new HashMap<>(guest(OURS).config().current().options());
    options.put("net0", "name=eth0,bridge=vmbr0,ip=10.0.0.200/24");
    options.put("description", OURS);
    ObservedGuest there = Lab.guest(940, true, options, Map.of(), Map.of());

    ValidInfrastructure lab = Lab.valid(Lab.template().build());

    assertThat(Planner.plan(lab, Lab.with(there)).isRunnable()).isFalse();
    Plan plan = Planner.plan(lab, Lab.with(there), PRUNE);

    assertThat(plan.isRunnable()).isTrue();
    assertThat(plan.guest(Vmid.of(900)).orElseThrow().after()).containsExactly(OLD);
  }

  @Test
  void linked_clones_go_before_what_they_are_linked_to() {
    ObservedGuest link =
        Lab.guest(
            941,
            false,
            Map.of(
                "hostname", "link",
                "description", OURS.replace("940", "941"),
                "rootfs", "local-zfs:basevol-940-disk-0/subvol-941-disk-0,size=8G"),
            Map.of(),
            Map.of());

    Plan plan = Planner.plan(Lab.valid(), Lab.with(guest(OURS), link), PRUNE);

    assertThat(plan.isRunnable()).isTrue();
    assertThat(plan.guests()).extracting(GuestPlan::vmid).containsExactly(link.vmid(), OLD);
    assertThat(plan.guest(OLD).orElseThrow().after()).containsExactly(link.vmid());
  }

  @Test
  void a_protected_one_is_in_the_way() {
    Map<String, String> options = new HashMap<>(guest(OURS).config().current().options());
    options.put("protection", "1");
    options.put("description", OURS);

    Plan plan =
        Planner.plan(
            Lab.valid(), Lab.with(Lab.guest(940, true, options, Map.of(), Map.of())), PRUNE);

    assertThat(plan.isRunnable()).isFalse();
  }

  private static ObservedGuest guest(String notes) {
    Map<String, String> options = new HashMap<>();
    options.put("hostname", "old");
    options.put("rootfs", "local-zfs:subvol-940-disk-0,size=8G");
    options.put("description", notes);
    return Lab.guest(940, true, options, Map.of(), Map.of());
  }
}
