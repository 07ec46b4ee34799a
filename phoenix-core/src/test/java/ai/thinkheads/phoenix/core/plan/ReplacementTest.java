package ai.thinkheads.phoenix.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.state.ConfigSection;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.text.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReplacementTest {

  private static final Vmid BASE = Vmid.of(900);
  private static final Vmid SERVICE = Vmid.of(950);
  private static final PlanOptions NONE = PlanOptions.defaults();
  private static final Map<String, String> PRIVILEGED =
      Map.of(
          "hostname", "service",
          "cores", "4",
          "memory", "2048",
          "features", "nesting=1",
          "mp0", "local-zfs:subvol-950-disk-1,mp=/data,size=50G",
          "mp1", "/tank/models,mp=/models",
          "mp2", "local-zfs:subvol-777-disk-0,mp=/theirs,size=2G",
          "net0", "name=eth0,bridge=vmbr0,gw=10.0.0.1,hwaddr=BC:24:11:00:00:02,ip=10.0.0.150/24",
          "rootfs", "local-zfs:subvol-950-disk-0,size=16G",
          "unused0", "local-zfs:subvol-950-disk-2");

  @Test
  void what_cannot_be_changed_is_told_and_left_without_consent() {
    Plan plan = plan(NONE, base(true), service(PRIVILEGED));

    assertThat(plan.isEmpty()).isTrue();
    assertThat(plan.replacementsNeeded()).containsExactly(SERVICE);
    assertThat(plan.toString())
        .isEqualTo(
            """
            Phoenix plan for lab on pve1 (Proxmox VE 8.4.1)                     2 guests, 1 to change, 1 in sync

            = 900 base     in sync
            ~ 950 service  unprivileged no → yes  replace

            Nothing to do without consent: 1 guest has to be replaced to be as defined.

            warning: container 950 "service": cannot be changed in unprivileged as long as it exists, so that
                     stays as it is; adjust the definition, or add --replace 950 to destroy it and make it
                     again, with the loss of rootfs 16 GiB on local-zfs, mp0 50 GiB on local-zfs at /data,
                     unused0 on local-zfs
            """);
  }

  @Test
  void with_consent_it_is_destroyed_and_made_again_and_all_that_is_lost_is_told() {
    Plan plan = plan(NONE.replacing(SERVICE), base(true), service(PRIVILEGED));

    assertThat(PlanText.withSteps(plan, Page.plain()))
        .isEqualTo(
            """
            Phoenix plan for lab on pve1 (Proxmox VE 8.4.1)                    2 guests, 1 to replace, 1 in sync

            = 900 base        in sync
            ± 950 service     destroyed with all its data, and made again                         replace
                unprivileged  no → yes
                rootfs        16 GiB on local-zfs                                                 data loss
                mp0           50 GiB on local-zfs at /data                                        data loss
                mp1           /tank/models at /models stays: it is of the node
                mp2           local-zfs:subvol-777-disk-0 at /theirs stays: it belongs to 777
                unused0       on local-zfs                                                        data loss
                source        clone of 900@base-snapshot
                rootfs        8 GiB → 16 GiB
                features      docker
                step 1        shut down (before it is destroyed)
                step 2        destroy (is made again)
                step 3        clone 900@base-snapshot (does not exist)
                step 4        set cores, features, net0 (differs from 900 in cores, flags, net0)
                step 5        grow rootfs to 16 GiB (is 8 GiB, shall be 16 GiB)
                step 6        start (is stopped)
                step 7        install docker (docker)

            0 restarts, 1 replaced, 0 destroyed, the data in 1 of them is lost.
            """);
    assertThat(actions(plan, SERVICE)).contains(new Action.Destroy(SERVICE, false));
    assertThat(plan.guest(SERVICE).orElseThrow().kind()).isEqualTo(GuestPlan.Kind.REPLACE);
    assertThat(plan.losingData()).containsExactly(SERVICE);
  }

  @Test
  void consent_replaces_nothing_that_does_not_need_it() {
    Plan plan = plan(NONE.replacing(SERVICE), base(true), service(unprivileged()));

    assertThat(plan.isEmpty()).isTrue();
    assertThat(plan.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "warning: container 950 \"service\": is not replaced: nothing of it differs that cannot"
                + " be changed; to make it anew all the same: phoenix destroy 950, then apply");
  }

  @Test
  void what_was_made_from_another_source_has_to_be_replaced() {
    Map<String, String> other = new HashMap<>(unprivileged());
    other.put("description", "<!-- phoenix: from:901 made:950:lab -->");

    Plan plan = plan(NONE, base(true), service(other));

    assertThat(plan.guest(SERVICE).orElseThrow().changes())
        .containsExactly(new Change("made from", "901 → 900", Effect.REPLACE));
  }

  @Test
  void other_changes_are_made_in_place_all_the_same() {
    Map<String, String> small = new HashMap<>(PRIVILEGED);
    small.put("memory", "1024");

    Plan plan = plan(NONE, base(true), service(small));

    assertThat(actions(plan, SERVICE)).hasOnlyElementsOfType(Action.Configure.class).hasSize(1);
    assertThat(plan.toString())
        .contains("no data lost; 1 guest has to be replaced to be as defined.");
  }

  @Test
  void a_stale_template_is_replaced_with_consent_and_its_clones_are_named() {
    Plan plan = plan(NONE.replacing(BASE), base(false), service(unprivileged()));

    assertThat(plan.guest(BASE).orElseThrow().changes())
        .containsSubsequence(
            new Change("installed", "other than in base-snapshot", Effect.REPLACE),
            new Change("snapshots", "base-snapshot", Effect.DATA_LOSS),
            new Change("clones", "950 service stay as they are", Effect.LIVE));
    assertThat(actions(plan, BASE).get(0)).isEqualTo(new Action.Destroy(BASE, false));
    assertThat(actions(plan, SERVICE)).isEmpty();
  }

  @Test
  void what_others_set_in_it_and_what_does_not_come_again_is_told() {
    Map<String, String> foreign = new HashMap<>(PRIVILEGED);
    foreign.put("tags", "mine");
    foreign.put("ostype", "debian");
    foreign.put("description", "call Eve first\n<!-- phoenix: from:900 made:950:lab -->");

    Plan plan = plan(NONE.replacing(SERVICE), base(true), service(foreign));

    assertThat(plan.guest(SERVICE).orElseThrow().changes())
        .contains(new Change("not defined", "notes, tags, not made again", Effect.DATA_LOSS));
  }

  @Test
  void a_protected_guest_is_not_replaced() {
    Map<String, String> safe = new HashMap<>(PRIVILEGED);
    safe.put("protection", "1");

    Plan plan = plan(NONE.replacing(SERVICE), base(true), service(safe));

    assertThat(plan.isRunnable()).isFalse();
    assertThat(plan.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "error: container 950 \"service\": is protected against being destroyed; take the"
                + " protection away first: pct set 950 --protection 0");
  }

  @Test
  void what_others_are_linked_to_is_not_replaced() {
    ObservedGuest link =
        Lab.guest(
            970,
            false,
            Map.of("hostname", "link", "rootfs", "local-zfs:basevol-950-disk-0/subvol-970-disk-0"),
            Map.of(),
            Map.of());

    Plan plan = plan(NONE.replacing(SERVICE), base(true), service(PRIVILEGED), link);

    assertThat(plan.isRunnable()).isFalse();
    assertThat(plan.problems().get(0).message())
        .isEqualTo("cannot be destroyed: the disks of 970 are linked to its own");
  }

  private static Plan plan(PlanOptions options, ObservedGuest... guests) {
    ObservedState observed = Lab.with(guests);
    return Planner.plan(
        Lab.valid(Lab.template().build(), Lab.service().build()), observed, options);
  }

  private static Map<String, String> unprivileged() {
    Map<String, String> options = new HashMap<>(PRIVILEGED);
    options.put("unprivileged", "1");
    return options;
  }

  private static ObservedGuest service(Map<String, String> options) {
    return Lab.guest(
        950,
        true,
        options,
        Map.of(),
        Map.of("docker", Fingerprint.of(Lab.APP, Attributes.none()).text()));
  }

  private static ObservedGuest base(boolean current) {
    Fingerprint print = Fingerprint.of(current ? Lab.BASE : Lab.APP, Attributes.none());
    Map<String, String> options =
        Map.of(
            "hostname", "base",
            "cores", "2",
            "memory", "2048",
            "net0", "name=eth0,bridge=vmbr0,gw=10.0.0.1,hwaddr=BC:24:11:00:00:01,ip=10.0.0.200/24",
            "rootfs", "local-zfs:subvol-900-disk-0,size=8G",
            "unprivileged", "1");
    ConfigSection snapshot =
        new ConfigSection(
            new TreeMap<>(options),
            List.of(),
            TemplateSnapshot.remark(Fingerprint.combined(List.of(print))));
    return Lab.guest(900, false, options, Map.of("base-snapshot", snapshot), Map.of());
  }

  private static List<Action> actions(Plan plan, Vmid vmid) {
    return plan.guest(vmid).orElseThrow().steps().stream().map(Step::action).toList();
  }
}
