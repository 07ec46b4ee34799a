package ai.thinkheads.phoenix.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.state.NodeFacts;
import ai.thinkheads.phoenix.core.text.Page;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanTextTest {

  private static final Vmid DOCKER = Vmid.of(902);
  private static final Vmid NGINX = Vmid.of(953);

  @Test
  void a_plan_shows_what_changes_and_what_that_costs() {
    Plan plan = plan(creation(), change(), inSync(950, "vllm-granite"));

    String text = PlanText.of(plan, Page.plain());

    assertThat(text)
        .isEqualTo(
            """
            Phoenix plan for ai-lab on pve1 (Proxmox VE 8.4)       3 guests, 1 to create, 1 to change, 1 in sync

            + 902 docker        clone of 900@base-snapshot  create
                features        docker
                snapshot        docker-snapshot
            ~ 953 nginx         memory 2 GiB → 4 GiB        live
                                features nesting=1          restart
            = 950 vllm-granite  in sync

            1 restart, 0 replaced, 0 destroyed, no data lost.
            """);
  }

  @Test
  void steps_are_shown_with_their_reasons_on_request() {
    Plan plan = plan(creation(), change());

    String text = PlanText.withSteps(plan, Page.plain());

    assertThat(text)
        .contains(
            """
            + 902 docker  clone of 900@base-snapshot                             create
                features  docker
                snapshot  docker-snapshot
                step 1    clone 900@base-snapshot (it does not exist)
                step 2    grow rootfs to 64 GiB (its source has less)
                step 3    start (features are installed in a running container)
            """)
        .contains("step 1    set features; delete mp1 (features differ)");
  }

  @Test
  void a_plan_without_changes_says_so() {
    String text = PlanText.of(plan(inSync(950, "vllm-granite")), Page.plain());

    assertThat(text).endsWith("\n\nNothing to do: everything is as defined.\n");
  }

  @Test
  void a_step_without_a_change_is_announced_all_the_same() {
    Step start = new Step("pve1", new Action.Start(NGINX), "it is stopped", Effect.LIVE);

    String text =
        PlanText.of(
            plan(guest(953, "nginx", GuestPlan.Kind.CHANGE, List.of(), start)), Page.plain());

    assertThat(text).contains("~ 953 nginx  start (it is stopped)  live\n");
  }

  @Test
  void a_destroyed_guest_is_counted_with_its_data() {
    Step destroy = new Step("pve1", new Action.Destroy(NGINX, true), "asked for", Effect.DESTROY);
    Change gone = new Change("guest", "destroyed with all its data", Effect.DESTROY);

    String text =
        PlanText.of(
            plan(guest(953, "nginx", GuestPlan.Kind.DESTROY, List.of(gone), destroy)),
            Page.plain());

    assertThat(text)
        .contains("1 guest, 1 to destroy")
        .contains("- 953 nginx  destroyed with all its data  destroy\n")
        .endsWith("0 restarts, 0 replaced, 1 destroyed, the data in 1 of them is lost.\n");
  }

  @Test
  void problems_stand_at_the_end_with_their_remedies() {
    Plan plan =
        new Plan(
            "ai-lab",
            new NodeFacts("pve1", "8.4"),
            List.of(creation()),
            List.of(
                Problem.error(
                    "container 902 \"docker\"",
                    "storage \"fast\" does not exist on pve1 (has local, local-lvm)",
                    "add it with pvesm add, or choose another")));

    String text = PlanText.of(plan, Page.plain().withWidth(72));

    assertThat(text)
        .endsWith(
            """
            error: container 902 "docker": storage "fast" does not exist on pve1
                   (has local, local-lvm); add it with pvesm add, or choose another

            It cannot be applied before the error above is mended.
            """);
  }

  @Test
  void many_guests_in_sync_are_only_counted() {
    GuestPlan[] guests =
        IntStream.range(0, 1000)
            .mapToObj(number -> inSync(1000 + number, "worker-" + number))
            .toArray(GuestPlan[]::new);

    String text = PlanText.of(plan(guests), Page.plain());

    assertThat(text).contains("1000 guests, 1000 in sync").contains("= all others  in sync");
    assertThat(text.lines()).hasSize(5);
  }

  @Test
  void a_narrow_page_keeps_its_width() {
    String text = PlanText.of(plan(creation(), change()), Page.plain().withWidth(40));

    assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(40));
    assertThat(text).contains("memory 2 GiB → 4 GiB").contains("restart");
  }

  @Test
  void an_ascii_page_shows_ascii() {
    String text = PlanText.of(plan(change()), Page.plain().ascii());

    assertThat(text).contains("memory 2 GiB -> 4 GiB").isASCII();
  }

  @Test
  void text_from_elsewhere_cannot_steer_the_terminal() {
    Change evil = new Change("description", "\u001b[2Jgone\rhidden\u202eflipped", Effect.LIVE);

    String text =
        PlanText.of(plan(guest(953, "nginx", GuestPlan.Kind.CHANGE, List.of(evil))), Page.plain());

    assertThat(text).contains("description  [2Jgone hidden flipped").doesNotContain("\u001b", "\r");
  }

  private static Plan plan(GuestPlan... guests) {
    return new Plan("ai-lab", new NodeFacts("pve1", "8.4"), List.of(guests), List.of());
  }

  private static GuestPlan creation() {
    return guest(
        902,
        "docker",
        GuestPlan.Kind.CREATE,
        List.of(
            new Change("source", "clone of 900@base-snapshot", Effect.CREATE),
            new Change("features", "docker", Effect.LIVE),
            new Change("snapshot", "docker-snapshot", Effect.LIVE)),
        new Step(
            "pve1",
            new Action.CloneContainer(
                DOCKER, Vmid.of(900), "base-snapshot", "docker", "local-lvm", ""),
            "it does not exist",
            Effect.CREATE),
        new Step(
            "pve1",
            new Action.GrowVolume(DOCKER, "rootfs", ByteSize.gib(64)),
            "its source has less",
            Effect.CREATE),
        new Step(
            "pve1",
            new Action.Start(DOCKER),
            "features are installed in a running container",
            Effect.CREATE));
  }

  private static GuestPlan change() {
    TreeMap<String, String> options = new TreeMap<>();
    options.put("features", "nesting=1");
    return guest(
        953,
        "nginx",
        GuestPlan.Kind.CHANGE,
        List.of(
            new Change("memory", "2 GiB → 4 GiB", Effect.LIVE),
            new Change("features", "nesting=1", Effect.RESTART)),
        new Step(
            "pve1",
            new Action.Configure(NGINX, options, new TreeSet<>(List.of("mp1")), Optional.empty()),
            "features differ",
            Effect.RESTART));
  }

  private static GuestPlan inSync(int vmid, String name) {
    return guest(vmid, name, GuestPlan.Kind.IN_SYNC, List.of());
  }

  private static GuestPlan guest(
      int vmid, String name, GuestPlan.Kind kind, List<Change> changes, Step... steps) {
    return new GuestPlan(
        Vmid.of(vmid), name, "pve1", kind, changes, List.of(steps), new TreeSet<>());
  }
}
