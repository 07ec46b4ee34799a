package ai.thinkheads.phoenix.core.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.feature.Script;
import ai.thinkheads.phoenix.core.feature.ScriptLibrary;
import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.ContainerSource;
import ai.thinkheads.phoenix.core.model.DevicePassthrough;
import ai.thinkheads.phoenix.core.model.FeatureUse;
import ai.thinkheads.phoenix.core.model.Firewall;
import ai.thinkheads.phoenix.core.model.FirewallOptions;
import ai.thinkheads.phoenix.core.model.FirewallRule;
import ai.thinkheads.phoenix.core.model.Host;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.IpAddress;
import ai.thinkheads.phoenix.core.model.Ipv4Setting;
import ai.thinkheads.phoenix.core.model.LxcRow;
import ai.thinkheads.phoenix.core.model.MacAddress;
import ai.thinkheads.phoenix.core.model.Mount;
import ai.thinkheads.phoenix.core.model.MountOptions;
import ai.thinkheads.phoenix.core.model.NetworkInterface;
import ai.thinkheads.phoenix.core.model.RootDisk;
import ai.thinkheads.phoenix.core.model.SharedVolume;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.problem.InvalidInputException;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.state.ObservationScope;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RulesTest {

  private static final FeatureCatalog CATALOG =
      FeatureCatalog.of(List.of())
          .withScripts(
              ScriptLibrary.of(
                  "etc/scripts",
                  List.of(new Script("docker.sh", "true"), new Script("app.sh", "true"))));

  @Test
  void an_infrastructure_that_keeps_all_rules_has_no_problems() {
    assertThat(problems(template(900).build(), clone(950, 900).build())).isEmpty();
  }

  @Test
  void a_flag_that_a_feature_needs_is_not_switched_off() {
    FeatureCatalog catalog =
        FeatureCatalog.of(List.of())
            .withScripts(
                ScriptLibrary.of(
                    "etc/scripts",
                    List.of(new Script("docker.sh", "# @flag nesting=1\n# @flag mount=nfs\n"))));
    Container own =
        container(900)
            .features(List.of(FeatureUse.of("docker")))
            .flags(Map.of("nesting", "0", "keyctl", "1", "mount", "cifs"))
            .build();

    assertThat(
            Validator.of(catalog)
                .validate(Infrastructure.empty().withContainers(List.of(own)))
                .problems())
        .map(Problem::toString)
        .containsExactly(
            "error: lxc_configs.900.pct_options: container 900 \"c900\": flag nesting is 0, and"
                + " feature \"docker\" needs it to be 1; leave the flag out, or the feature");
    assertThat(catalog.flagsOf(own))
        .containsEntry("keyctl", "1")
        .containsEntry("mount", "nfs;cifs");
  }

  @Test
  void names_are_unique_whatever_their_case() {
    assertThat(problems(named(900, "gateway").build(), named(901, "Gateway").build()))
        .containsExactly(
            "error: lxc_configs.901.name: container 901 \"Gateway\": has the same name as container"
                + " 900 \"gateway\"; give one of them another name");
  }

  @Test
  void addresses_and_macs_are_unique() {
    MacAddress mac = MacAddress.parse("52:54:00:AA:BB:CC");

    assertThat(
            problems(
                container(900).networks(List.of(network("10.0.0.5/24").withMac(mac))).build(),
                container(901).networks(List.of(network("10.0.0.5/24").withMac(mac))).build()))
        .containsExactly(
            "error: lxc_configs.901.network_config.ip: container 901 \"c901\": address 10.0.0.5 is"
                + " also that of container 900 \"c900\"; give one of them another address",
            "error: lxc_configs.901.mac_address: container 901 \"c901\": MAC address"
                + " 52:54:00:AA:BB:CC is also that of container 900 \"c900\"; give one of them"
                + " another MAC address, or leave it to Proxmox");
  }

  @Test
  void addresses_can_be_had_and_gateways_are_in_their_network() {
    IpAddress gateway = IpAddress.parse("10.0.1.1");

    assertThat(
            problems(
                container(900).networks(List.of(network("10.0.0.255/24"))).build(),
                container(901)
                    .networks(List.of(network("10.0.0.5/24").withGateway(gateway)))
                    .build(),
                container(902)
                    .networks(List.of(network("10.0.1.1/24").withGateway(gateway)))
                    .build()))
        .extracting(problem -> problem.replaceFirst("; .*", ""))
        .containsExactly(
            "error: lxc_configs.900.network_config.ip: container 900 \"c900\": address"
                + " 10.0.0.255/24 stands for its whole network",
            "error: lxc_configs.901.network_config.gw: container 901 \"c901\": gateway 10.0.1.1 is"
                + " not in the network of 10.0.0.5/24",
            "error: lxc_configs.902.network_config.gw: container 902 \"c902\": gateway 10.0.1.1 is"
                + " the container's own address");
  }

  @Test
  void clone_sources_exist_and_take_a_snapshot() {
    assertThat(problems(container(900).build(), clone(950, 900).build(), clone(951, 901).build()))
        .containsExactly(
            "error: lxc_configs.950.clone_from_ctid: container 950 \"c950\": is cloned from"
                + " container 900 \"c900\", which takes no template snapshot; give 900 a"
                + " template_snapshot_name",
            "error: lxc_configs.951.clone_from_ctid: container 951 \"c951\": is cloned from 901,"
                + " which is not defined; define 901, or clone from another container");
  }

  @Test
  void a_cycle_is_told_once_with_its_members() {
    assertThat(
            problems(
                container(900).dependencies(List.of(Vmid.of(902))).build(),
                container(901).dependencies(List.of(Vmid.of(900))).build(),
                container(902).dependencies(List.of(Vmid.of(901))).build()))
        .containsExactly(
            "error: lxc_configs.900.dependencies: container 900 \"c900\": needs itself: 900 → 902 →"
                + " 901 → 900; take one of these clone sources or dependencies away");
  }

  @Test
  void dependencies_exist() {
    assertThat(problems(container(900).dependencies(List.of(Vmid.of(999))).build()))
        .containsExactly(
            "error: lxc_configs.900.dependencies: container 900 \"c900\": depends on 999, which is"
                + " not defined; define 999, or take it out of the dependencies");
  }

  @Test
  void a_clone_is_neither_smaller_nor_otherwise_privileged_than_its_source() {
    Container clone =
        clone(950, 900)
            .rootDisk(new RootDisk("local-zfs", ByteSize.gib(4)))
            .unprivileged(false)
            .build();

    assertThat(problems(template(900).build(), clone))
        .containsExactly(
            "error: lxc_configs.950.storage_size_gb: container 950 \"c950\": disk of 4 GiB is"
                + " smaller than the 8 GiB of its source 900; use 8 GiB or more",
            "error: lxc_configs.950.unprivileged: container 950 \"c950\": is privileged, but its"
                + " source 900 is not, and a clone cannot change that; make both alike, or create"
                + " it from an image");
  }

  @Test
  void mounts_have_different_paths_and_templates_have_no_bind_mounts() {
    List<Mount> twice = List.of(Mount.Bind.of("/srv/a", "/data"), Mount.Bind.of("/srv/b", "/data"));

    assertThat(problems(container(901).mounts(twice).build()))
        .containsExactly(
            "error: lxc_configs.901.mount_points: container 901 \"c901\": mounts two things at"
                + " /data; give one of them another path");
    assertThat(problems(template(900).mounts(twice.subList(0, 1)).build()))
        .containsExactly(
            "error: lxc_configs.900.template_snapshot_name: template 900 \"c900\": mounts /srv/a of"
                + " the node, so Proxmox takes no snapshot of it; mount it into the clones instead");
  }

  @Test
  void shared_volumes_that_name_nobody_are_worth_a_warning() {
    Infrastructure infrastructure =
        infrastructure(container(900).build())
            .withHost(
                new Host(
                    Map.of(
                        "certs",
                        SharedVolume.of("certs", "/srv/certs", Map.of(Vmid.of(999), "/certs"))),
                    ai.thinkheads.phoenix.core.model.Attributes.none()));

    Validation validation = Validator.of(CATALOG).validate(infrastructure);

    assertThat(validation.valid()).isPresent();
    assertThat(validation.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "warning: shared_volumes.certs.mounts.999: shared volume \"certs\" names container 999,"
                + " which is not defined; define it, or take it out of the mounts");
  }

  @Test
  void quotas_are_for_privileged_containers() {
    MountOptions quota = MountOptions.builder().quota(true).build();
    RootDisk disk = new RootDisk("local-zfs", ByteSize.gib(8), quota);
    List<Mount> mounts = List.of(Mount.Bind.of("/srv/a", "/a").withOptions(quota));

    assertThat(problems(container(901).rootDisk(disk).mounts(mounts).build()))
        .containsExactly(
            "error: lxc_configs.901.rootfs: container 901 \"c901\": has quotas on /, so it could"
                + " not start as an unprivileged container; take quota away, or make the container"
                + " privileged",
            "error: lxc_configs.901.mount_points: container 901 \"c901\": has quotas on /a, so it"
                + " could not start as an unprivileged container; take quota away, or make the"
                + " container privileged");
    assertThat(problems(container(901).rootDisk(disk).unprivileged(false).build())).isEmpty();
  }

  @Test
  void a_device_is_given_once() {
    DevicePassthrough kvm = DevicePassthrough.of("/dev/kvm");

    assertThat(problems(container(901).devices(List.of(kvm, kvm.withMode("0666"))).build()))
        .containsExactly(
            "error: lxc_configs.901.devices: container 901 \"c901\": is given /dev/kvm twice; keep"
                + " one of them");
    assertThat(problems(container(901).devices(List.of(kvm)).build())).isEmpty();
  }

  @Test
  void id_mappings_do_not_overlap() {
    LxcRow all = LxcRow.parse("lxc.idmap: u 0 100000 65536");
    LxcRow one = LxcRow.parse("lxc.idmap = u 1000 1000 1");
    LxcRow groups = LxcRow.parse("lxc.idmap: g 0 100000 65536");

    assertThat(problems(container(901).lxc(List.of(all, groups, one)).build()))
        .containsExactly(
            "error: lxc_configs.901.lxc_options: container 901 \"c901\": id mappings u 0 100000"
                + " 65536 and u 1000 1000 1 overlap; make them disjoint");
    assertThat(problems(container(901).lxc(List.of(all, groups)).build())).isEmpty();
  }

  @Test
  void rows_have_the_effect_that_they_seem_to_have() {
    LxcRow old = LxcRow.parse("lxc.cgroup.devices.allow: c 195:* rwm");
    LxcRow mapping = LxcRow.parse("lxc.idmap: u 0 100000 65536");

    assertThat(problems(container(901).unprivileged(false).lxc(List.of(old, old, mapping)).build()))
        .containsExactly(
            "warning: lxc_configs.901.lxc_options: container 901 \"c901\": row"
                + " lxc.cgroup.devices.allow is for control groups of version 1, which nodes no"
                + " longer have; write lxc.cgroup2.devices.allow",
            "warning: lxc_configs.901.lxc_options: container 901 \"c901\": is privileged, and yet"
                + " has id mappings, which take its privileges away; make it unprivileged, or take"
                + " the rows lxc.idmap away");
    assertThat(problems(container(901).lxc(List.of(mapping)).build())).isEmpty();
  }

  @Test
  void a_firewall_that_accepts_by_default_needs_no_rules() {
    FirewallOptions open = FirewallOptions.builder().policyIn(FirewallRule.Action.ACCEPT).build();

    assertThat(problems(container(953).firewall(new Firewall(true, List.of(), open)).build()))
        .isEmpty();
  }

  @Test
  void flags_are_known_and_fit() {
    assertThat(
            problems(
                container(900).flags(Map.of("nestling", "1")).build(),
                container(901).flags(Map.of("nesting", "yes")).build(),
                container(902).flags(Map.of("keyctl", "1")).unprivileged(false).build()))
        .containsExactly(
            "error: lxc_configs.900.pct_options: container 900 \"c900\": \"nestling\" is not a"
                + " container flag; use nesting, keyctl, fuse, mknod, mount or force_rw_sys",
            "error: lxc_configs.901.pct_options: container 901 \"c901\": flag nesting cannot be"
                + " \"yes\"; use 0 or 1",
            "error: lxc_configs.902.pct_options: container 902 \"c902\": flag keyctl is for"
                + " unprivileged containers only; take it away, or make the container"
                + " unprivileged");
  }

  @Test
  void a_firewall_without_rules_is_worth_a_warning() {
    assertThat(problems(container(953).firewall(new Firewall(true, List.of())).build()))
        .containsExactly(
            "warning: lxc_configs.953.firewall: container 953 \"c953\": firewall is on without"
                + " rules, so nothing can reach the container; add rules that accept what its"
                + " services need");
  }

  @Test
  void features_and_scripts_can_be_found() {
    Container container =
        container(900)
            .features(List.of(FeatureUse.of("dokcer"), FeatureUse.of("docker")))
            .applicationScript("ap.sh")
            .build();

    assertThat(problems(container))
        .containsExactly(
            "error: lxc_configs.900.features: container 900 \"c900\": feature \"dokcer\" is not"
                + " known; did you mean \"docker\"? Else use one of [app, docker], or put dokcer.sh"
                + " into etc/scripts",
            "error: lxc_configs.900.application_script: container 900 \"c900\": script \"ap.sh\" is"
                + " not in etc/scripts; put it there, or name the directory with --scripts-dir");
  }

  @Test
  void all_problems_are_told_at_once() {
    Infrastructure broken =
        infrastructure(clone(950, 900).dependencies(List.of(Vmid.of(999))).build());

    assertThatThrownBy(() -> Validator.of(CATALOG).validate(broken).orElseThrow())
        .isInstanceOfSatisfying(
            InvalidInputException.class, e -> assertThat(e.problems()).hasSize(2));
  }

  @Test
  void a_users_own_rules_are_asked_too() {
    Rule noBigGuests =
        (infrastructure, catalog) ->
            infrastructure.containers().values().stream()
                .filter(container -> container.cores() > 8)
                .map(container -> Problem.error(container.title(), "is too big", ""));

    Validation validation =
        Validator.of(CATALOG)
            .with(noBigGuests)
            .validate(infrastructure(container(900).cores(12).build()));

    assertThat(validation.problems())
        .extracting(Problem::toString)
        .containsExactly("error: container 900 \"c900\": is too big");
  }

  @Test
  void asking_for_one_guest_brings_what_it_needs_and_nothing_else() {
    ValidInfrastructure valid =
        valid(template(900).build(), clone(950, 900).build(), clone(951, 900).build());

    assertThat(valid.select(Set.of(Vmid.of(950))).selected())
        .extracting(Container::vmid)
        .containsExactly(Vmid.of(900), Vmid.of(950));
    assertThat(valid.selectDependents(Set.of(Vmid.of(951))).selected())
        .extracting(Container::vmid)
        .containsExactly(Vmid.of(951));
  }

  @Test
  void an_unknown_guest_is_refused_with_the_known_ones() {
    ValidInfrastructure valid = valid(template(900).build(), clone(950, 900).build());

    assertThatThrownBy(() -> valid.select(Set.of(Vmid.of(999))))
        .hasMessage("error: guest 999: is not part of lab; choose from [900, 950]");
  }

  @Test
  void an_observation_looks_at_the_selected_guests_and_the_paths_they_need() {
    Container container =
        Container.builder(
                Vmid.of(900),
                "c900",
                new ContainerSource.Image("/images/debian.tar.zst"),
                new RootDisk("local-zfs", ByteSize.gib(8)))
            .mounts(List.of(Mount.Bind.of("/srv/a", "/a")))
            .build();

    assertThat(valid(container).scope())
        .isEqualTo(
            new ObservationScope(
                new TreeSet<>(Set.of(Vmid.of(900))),
                new TreeSet<>(Set.of("/images/debian.tar.zst", "/srv/a"))));
  }

  private static List<String> problems(Container... containers) {
    return Validator.of(CATALOG).validate(infrastructure(containers)).problems().stream()
        .map(Problem::toString)
        .toList();
  }

  private static ValidInfrastructure valid(Container... containers) {
    return Validator.of(CATALOG).validate(infrastructure(containers)).orElseThrow();
  }

  private static Infrastructure infrastructure(Container... containers) {
    return Infrastructure.empty().withName("lab").withContainers(Stream.of(containers).toList());
  }

  private static Container.Builder container(int vmid) {
    return named(vmid, "c" + vmid);
  }

  private static Container.Builder named(int vmid, String name) {
    return Container.builder(
        Vmid.of(vmid),
        name,
        new ContainerSource.Image("local:vztmpl/debian.tar.zst"),
        new RootDisk("local-zfs", ByteSize.gib(8)));
  }

  private static Container.Builder template(int vmid) {
    return container(vmid).templateSnapshot("base-snapshot");
  }

  private static Container.Builder clone(int vmid, int source) {
    return Container.builder(
        Vmid.of(vmid),
        "c" + vmid,
        new ContainerSource.Clone(Vmid.of(source)),
        new RootDisk("local-zfs", ByteSize.gib(8)));
  }

  private static NetworkInterface network(String address) {
    return NetworkInterface.of("eth0", "vmbr0", Ipv4Setting.parse(address));
  }
}
