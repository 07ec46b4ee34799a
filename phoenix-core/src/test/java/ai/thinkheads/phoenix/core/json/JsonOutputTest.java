package ai.thinkheads.phoenix.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.feature.Script;
import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.HealthCheck;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Action;
import ai.thinkheads.phoenix.core.plan.Change;
import ai.thinkheads.phoenix.core.plan.Effect;
import ai.thinkheads.phoenix.core.plan.Fingerprint;
import ai.thinkheads.phoenix.core.plan.GuestPlan;
import ai.thinkheads.phoenix.core.plan.GuestStep;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.Step;
import ai.thinkheads.phoenix.core.problem.Location;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.run.Failure;
import ai.thinkheads.phoenix.core.run.GuestReport;
import ai.thinkheads.phoenix.core.run.Outcome;
import ai.thinkheads.phoenix.core.run.Report;
import ai.thinkheads.phoenix.core.run.StepReport;
import ai.thinkheads.phoenix.core.state.BridgeFacts;
import ai.thinkheads.phoenix.core.state.ConfigSection;
import ai.thinkheads.phoenix.core.state.DeviceNumber;
import ai.thinkheads.phoenix.core.state.GuestConfig;
import ai.thinkheads.phoenix.core.state.GuestKind;
import ai.thinkheads.phoenix.core.state.NodeCondition;
import ai.thinkheads.phoenix.core.state.NodeFacts;
import ai.thinkheads.phoenix.core.state.NodeSupply;
import ai.thinkheads.phoenix.core.state.NodeTask;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedNode;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.state.RawRow;
import ai.thinkheads.phoenix.core.state.Storage;
import ai.thinkheads.phoenix.core.state.StorageSpace;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The JSON that other programs read; a change here breaks them. */
class JsonOutputTest {

  private static final Vmid VMID = Vmid.of(950);
  private static final NodeFacts NODE = new NodeFacts("pve1", "8.4.1");
  private static final Fingerprint PRINT = new Fingerprint("0123456789abcdef");
  private static final Script SCRIPT = new Script("docker.sh", "echo hush");
  private static final List<Action> ACTIONS =
      List.of(
          new Action.MakeDirectory(VMID, "/srv", 100_000, 100_033),
          new Action.CreateContainer(
              VMID, "local:vztmpl/d.tar.zst", new TreeMap<>(Map.of("memory", "512"))),
          new Action.CloneContainer(VMID, Vmid.of(900), "base", "lab", "tank", "a note"),
          new Action.Configure(
              VMID,
              new TreeMap<>(Map.of("cores", "2")),
              new TreeSet<>(List.of("mp1")),
              Optional.of("abc")),
          new Action.WriteRows(
              VMID,
              new TreeSet<>(List.of("lxc.kmsg")),
              List.of(new RawRow("lxc.kmsg", "0")),
              Optional.of("abc")),
          new Action.JoinPool(VMID, "lab", Optional.of("old")),
          new Action.GrowVolume(VMID, "rootfs", ByteSize.gib(32)),
          new Action.WriteFirewall(VMID, "[RULES]\n"),
          new Action.Start(VMID),
          new Action.Shutdown(VMID),
          new Action.Restart(VMID),
          new Action.Provision(
              VMID,
              List.of(
                  new GuestStep.InstallFeature(
                      "docker", SCRIPT, Attributes.of("token", "hush"), PRINT),
                  new GuestStep.RunApplication(new Script("web.sh", "echo hush"), PRINT),
                  new GuestStep.AwaitHealth(HealthCheck.of("true"), PRINT))),
          new Action.Migrate(VMID, "pve2", true, new TreeMap<>(Map.of("slow", "fast"))),
          new Action.MountVolumes(VMID, new TreeMap<>(Map.of("rootfs", "acl=1"))),
          new Action.TakeSnapshot(VMID, "snap", "by Phoenix"),
          new Action.DeleteSnapshot(VMID, "snap", true),
          new Action.TakeGuard(VMID, "guard", Optional.of("abc")),
          new Action.RollBack(VMID, "guard", new TreeMap<>(Map.of("mp1", "tank"))),
          new Action.Unlock(VMID, "disk", "abc"),
          new Action.RemoveHalfMade(VMID, "abc"),
          new Action.Destroy(VMID, true));

  @Test
  void each_action_says_its_type_and_what_it_is_about() {
    assertThat(ACTIONS.stream().map(ActionJson::object).map(JsonWriter::oneLine))
        .containsExactly(
            "{\"type\":\"make-directory\",\"path\":\"/srv\",\"uid\":100000,\"gid\":100033}",
            "{\"type\":\"create-container\",\"image\":\"local:vztmpl/d.tar.zst\","
                + "\"options\":{\"memory\":\"512\"}}",
            "{\"type\":\"clone-container\",\"source\":900,\"snapshot\":\"base\","
                + "\"hostname\":\"lab\",\"storage\":\"tank\",\"description\":\"a note\"}",
            "{\"type\":\"configure\",\"options\":{\"cores\":\"2\"},\"delete\":[\"mp1\"],"
                + "\"digest\":\"abc\"}",
            "{\"type\":\"write-rows\",\"keys\":[\"lxc.kmsg\"],"
                + "\"rows\":[\"lxc.kmsg: 0\"],\"digest\":\"abc\"}",
            "{\"type\":\"join-pool\",\"pool\":\"lab\",\"from\":\"old\"}",
            "{\"type\":\"grow-volume\",\"volume\":\"rootfs\",\"size\":\"32G\"}",
            "{\"type\":\"write-firewall\",\"text\":\"[RULES]\\n\"}",
            "{\"type\":\"start\"}",
            "{\"type\":\"shutdown\"}",
            "{\"type\":\"restart\"}",
            "{\"type\":\"provision\",\"steps\":[{\"type\":\"install-feature\","
                + "\"feature\":\"docker\",\"script\":\"docker.sh\","
                + "\"fingerprint\":\"0123456789abcdef\"},{\"type\":\"run-application\","
                + "\"script\":\"web.sh\",\"fingerprint\":\"0123456789abcdef\",\"rerun\":false},"
                + "{\"type\":\"await-health\",\"probes\":[\"true\"],\"retries\":3,"
                + "\"interval_seconds\":5,\"fingerprint\":\"0123456789abcdef\"}]}",
            "{\"type\":\"migrate\",\"target\":\"pve2\",\"restart\":true,"
                + "\"storages\":{\"slow\":\"fast\"}}",
            "{\"type\":\"mount-volumes\",\"mounts\":{\"rootfs\":\"acl=1\"}}",
            "{\"type\":\"take-snapshot\",\"name\":\"snap\",\"description\":\"by Phoenix\"}",
            "{\"type\":\"delete-snapshot\",\"name\":\"snap\",\"force\":true}",
            "{\"type\":\"take-guard\",\"name\":\"guard\",\"digest\":\"abc\"}",
            "{\"type\":\"roll-back\",\"snapshot\":\"guard\",\"made\":{\"mp1\":\"tank\"}}",
            "{\"type\":\"unlock\",\"lock\":\"disk\",\"digest\":\"abc\"}",
            "{\"type\":\"remove-half-made\",\"digest\":\"abc\"}",
            "{\"type\":\"destroy\",\"purge\":true}");
  }

  @Test
  void no_action_was_forgotten_here() {
    assertThat(ACTIONS.stream().map(Action::getClass))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Action.class.getPermittedSubclasses())
                .<Class<? extends Action>>map(type -> type.asSubclass(Action.class))
                .toList());
  }

  @Test
  void a_plan_is_told_whole_without_scripts_and_parameters() {
    Plan plan = new Plan("lab", NODE, List.of(guest(ACTIONS.get(11))), List.of(problem()));

    assertThat(PlanJson.of(plan))
        .doesNotContain("hush")
        .isEqualTo(
            """
            {
                "infrastructure": "lab",
                "node": {
                    "name": "pve1",
                    "pve_version": "8.4.1"
                },
                "empty": false,
                "guests": [
                    {
                        "vmid": 950,
                        "name": "lab",
                        "node": "pve1",
                        "kind": "in-sync",
                        "after": [
                            900
                        ],
                        "changes": [
                            {
                                "what": "memory",
                                "text": "1 → 2",
                                "effect": "next-start"
                            }
                        ],
                        "steps": [
                            {
                                "title": "install docker, run web.sh, wait until healthy",
                                "node": "pve1",
                                "reason": "it differs",
                                "effect": "live",
                                "action": {
                                    "type": "provision",
                                    "steps": [
                                        {
                                            "type": "install-feature",
                                            "feature": "docker",
                                            "script": "docker.sh",
                                            "fingerprint": "0123456789abcdef"
                                        },
                                        {
                                            "type": "run-application",
                                            "script": "web.sh",
                                            "fingerprint": "0123456789abcdef",
                                            "rerun": false
                                        },
                                        {
                                            "type": "await-health",
                                            "probes": [
                                                "true"
                                            ],
                                            "retries": 3,
                                            "interval_seconds": 5,
                                            "fingerprint": "0123456789abcdef"
                                        }
                                    ]
                                }
                            }
                        ]
                    }
                ],
                "problems": [
                    {
                        "severity": "warning",
                        "location": {
                            "file": "a.json",
                            "line": 3,
                            "column": 7
                        },
                        "path": "lxc_configs.950",
                        "message": "is odd",
                        "remedy": "mend it"
                    }
                ]
            }
            """);
    assertThat(PlanJson.lineOf(plan))
        .doesNotContain("\n")
        .startsWith("{\"infrastructure\":\"lab\"");
  }

  @Test
  void a_report_says_how_each_step_ended() {
    StepReport step =
        new StepReport(
            new Step("pve1", new Action.Start(VMID), "it is stopped", Effect.LIVE),
            Outcome.FAILED,
            Optional.of(new Failure("it broke", "mend it")),
            Duration.ofMillis(1250));
    GuestReport guest =
        new GuestReport(VMID, "lab", "pve1", Outcome.FAILED, Optional.empty(), List.of(step));
    Report report = new Report("lab", List.of(guest), false, Duration.ofSeconds(20));

    assertThat(ReportJson.lineOf(report))
        .isEqualTo(
            "{\"infrastructure\":\"lab\",\"success\":false,\"cancelled\":false,\"seconds\":20,"
                + "\"guests\":[{\"vmid\":950,\"name\":\"lab\",\"node\":\"pve1\",\"outcome\":\"failed\",\"steps\":["
                + "{\"title\":\"start\",\"node\":\"pve1\",\"reason\":\"it is stopped\",\"effect\":\"live\","
                + "\"action\":{\"type\":\"start\"},\"outcome\":\"failed\",\"failure\":{"
                + "\"message\":\"it broke\",\"remedy\":\"mend it\"},\"seconds\":1.25}]}]}");
  }

  @Test
  void a_state_says_all_that_was_observed() {
    ConfigSection current =
        new ConfigSection(
            new TreeMap<>(Map.of("memory", "512")), List.of(new RawRow("lxc.cap.drop", "x")), "hi");
    GuestConfig config =
        new GuestConfig(
            current,
            ConfigSection.empty(),
            new TreeMap<>(Map.of("snap", ConfigSection.empty())),
            "abc");
    ObservedGuest guest =
        new ObservedGuest(
            VMID,
            "pve1",
            GuestKind.CONTAINER,
            true,
            config,
            Optional.empty(),
            Optional.of(new TreeMap<>(Map.of("docker", "0123456789abcdef"))));
    Storage storage =
        new Storage(
            "tank", "zfspool", new TreeSet<>(List.of("rootdir")), Optional.empty(), false, false);
    ObservedState state =
        ObservedState.of(
            new ObservedNode(
                NODE,
                new TreeMap<>(Map.of("tank", storage)),
                new TreeSet<>(List.of("vmbr0")),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(List.of("/srv")),
                new NodeCondition(
                    new TreeSet<>(List.of(new NodeTask("vzclone", "950"))),
                    false,
                    new TreeMap<>(Map.of(VMID, "started")),
                    new TreeSet<>(List.of(VMID)),
                    Optional.of(
                        NodeSupply.none()
                            .withSize(8, ByteSize.gib(1))
                            .withSpace(
                                Map.of("tank", new StorageSpace(new ByteSize(3), new ByteSize(2))))
                            .withBridges(Map.of("vmbr0", new BridgeFacts(true, 1500, false)))
                            .withNumbers(Map.of("/dev/nvidia0", new DeviceNumber(195, 0)))
                            .withSnippets(Map.of("local:snippets/a", true))
                            .withPools(Map.of("lab", new TreeSet<>(List.of(VMID))))))),
            List.of(guest));

    assertThat(StateJson.lineOf(state))
        .isEqualTo(
            "{\"here\":\"pve1\",\"nodes\":[{\"name\":\"pve1\",\"pve_version\":\"8.4.1\","
                + "\"storages\":[{\"id\":\"tank\",\"type\":\"zfspool\","
                + "\"content\":[\"rootdir\"],\"shared\":false,\"disabled\":false}],"
                + "\"bridges\":[\"vmbr0\"],\"devices\":[],\"images\":[],\"paths\":[\"/srv\"],"
                + "\"condition\":{\"tasks\":[\"vzclone of 950\"],\"quorate\":false,"
                + "\"ha\":{\"950\":\"started\"},\"replicated\":[950],\"supply\":{\"cpus\":8,"
                + "\"memory_bytes\":1073741824,"
                + "\"space\":{\"tank\":{\"total_bytes\":3,\"used_bytes\":2}},"
                + "\"bridges\":{\"vmbr0\":{\"vlan_aware\":true,\"mtu\":1500,"
                + "\"uplinked\":false}},\"device_numbers\":{\"/dev/nvidia0\":\"195:0\"},"
                + "\"snippets\":{\"local:snippets/a\":{\"executable\":true}},"
                + "\"pools\":{\"lab\":[950]}}}}],"
                + "\"unreachable\":[],\"members\":[\"pve1\"],"
                + "\"guests\":[{\"vmid\":950,\"node\":\"pve1\",\"kind\":\"container\","
                + "\"running\":true,\"config\":{\"current\":{\"options\":{\"memory\":\"512\"},"
                + "\"raw_rows\":[{\"key\":\"lxc.cap.drop\",\"value\":\"x\"}],"
                + "\"description\":\"hi\"},\"pending\":{\"options\":{},\"raw_rows\":[],"
                + "\"description\":\"\"},\"snapshots\":{\"snap\":{\"options\":{},\"raw_rows\":[],"
                + "\"description\":\"\"}},\"digest\":\"abc\"},"
                + "\"fingerprints\":{\"docker\":\"0123456789abcdef\"}}]}");
  }

  @Test
  void a_problem_fits_on_a_line() {
    assertThat(ProblemJson.lineOf(problem()))
        .isEqualTo(
            "{\"severity\":\"warning\",\"location\":{\"file\":\"a.json\",\"line\":3,\"column\":7},"
                + "\"path\":\"lxc_configs.950\",\"message\":\"is odd\",\"remedy\":\"mend it\"}");
  }

  private static GuestPlan guest(Action action) {
    return new GuestPlan(
        VMID,
        "lab",
        "pve1",
        GuestPlan.Kind.IN_SYNC,
        List.of(new Change("memory", "1 → 2", Effect.NEXT_START)),
        List.of(new Step("pve1", action, "it differs", Effect.LIVE)),
        new TreeSet<>(List.of(Vmid.of(900))));
  }

  private static Problem problem() {
    return Problem.warning("lxc_configs.950", "is odd", "mend it").at(new Location("a.json", 3, 7));
  }
}
