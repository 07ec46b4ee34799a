package ai.thinkheads.phoenix.lab;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.feature.Script;
import ai.thinkheads.phoenix.core.feature.ScriptLibrary;
import ai.thinkheads.phoenix.core.model.FeatureUse;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Finding;
import ai.thinkheads.phoenix.core.plan.Inspection;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.Planner;
import ai.thinkheads.phoenix.core.run.Inspector;
import ai.thinkheads.phoenix.core.run.Report;
import ai.thinkheads.phoenix.core.run.Runner;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import ai.thinkheads.phoenix.core.validate.Validator;
import ai.thinkheads.phoenix.dsl.ContainerBlock;
import ai.thinkheads.phoenix.dsl.ContainerDef;
import ai.thinkheads.phoenix.dsl.NetworkDef;
import ai.thinkheads.phoenix.dsl.Phoenix;
import ai.thinkheads.phoenix.dsl.Units;
import ai.thinkheads.phoenix.proxmox.ProxmoxHypervisor;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import ai.thinkheads.phoenix.proxmox.ssh.HostShells;
import ai.thinkheads.phoenix.proxmox.ssh.SshOptions;
import ai.thinkheads.phoenix.testing.sim.SimulatedHost;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A simulated node whose guests are real containers, behind a real SSH server: Phoenix's own
 * scripts run there in a real bash, {@code lxc-attach} is the real one, and only the programs of
 * Proxmox are simulated.
 */
final class Lab implements AutoCloseable {

  /** The image that guests are made of. */
  static final String IMAGE = "local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst";

  private static final String VERSION = "8.4.1";

  private final RunFolder folder;
  private final SimulatedHost host;
  private final LabNode node;
  private final PctDoor pct;
  private final SshDoor ssh;

  private Lab(RunFolder folder) {
    this.folder = folder;
    LxcGuestRuntime runtime = new LxcGuestRuntime(folder.path(), folder.name());
    this.host =
        SimulatedHost.builder()
            .pveVersion(VERSION)
            .guestRuntime(runtime)
            .in(folder.path().resolve("node"))
            .addImage(IMAGE);
    this.node = LabNode.start(folder.path(), VERSION);
    runtime.runIn(node);
    this.pct = PctDoor.open(folder.path(), host);
    this.ssh = SshDoor.open(folder.path(), node);
  }

  /** Starts a lab without guests. */
  static Lab start() {
    RunFolder folder = RunFolder.create();
    try {
      return new Lab(folder);
    } catch (RuntimeException | Error e) {
      folder.close();
      throw e;
    }
  }

  /** The simulated half of the node. */
  SimulatedHost host() {
    return host;
  }

  /** The real half of the node. */
  LabNode node() {
    return node;
  }

  /** The way into the node. */
  SshDoor door() {
    return ssh;
  }

  /** A fresh connection to the node. */
  HostShell connect() {
    return HostShells.open(
        ssh.target(),
        SshOptions.of(Map.of("PATH", "/usr/bin:/bin"), folder.path(), "root")
            .withConfigFile(ssh.clientConfig())
            .withKnownHosts(ssh.knownHosts())
            .withIdentityFile(ssh.clientKey()));
  }

  /** A guest that runs, seen from inside. */
  LabGuest guest(int vmid) {
    return new LabGuest(Vmid.of(vmid), node);
  }

  /** An address in the lab's network that ends with that number, 2 to 254. */
  static NetworkDef address(int host) {
    return Phoenix.net("eth0")
        .bridge("vmbr0")
        .ip(LabNode.NETWORK + host + "/24")
        .gateway(LabNode.GATEWAY);
  }

  /** A guest of its own in which these features are installed, and nothing is left to do. */
  LabGuest install(int vmid, FeatureUse... features) {
    return install(vmid, guest -> guest.unprivileged(), features);
  }

  /** The same for a guest that is more than an unprivileged one. */
  LabGuest install(int vmid, Consumer<ContainerBlock> block, FeatureUse... features) {
    return apply(
        vmid,
        guest -> {
          block.accept(guest);
          guest.install(features);
        });
  }

  /** A guest of its own that was applied, and in which nothing is left to do. */
  LabGuest apply(int vmid, Consumer<ContainerBlock> block, Script... scripts) {
    ValidInfrastructure definition = define(vmid, block, scripts);
    Report report = apply(definition);
    if (!report.isSuccess() || !plan(definition).isEmpty()) {
      throw new AssertionError(report + "\nthen: " + plan(definition));
    }
    return guest(vmid);
  }

  /** The definition of a small guest with an address that ends like its number. */
  ValidInfrastructure define(int vmid, Consumer<ContainerBlock> block, Script... scripts) {
    ContainerDef guest =
        Phoenix.container(
            vmid,
            "guest-" + vmid,
            Phoenix.image(IMAGE),
            draft -> {
              draft.memory(Units.gib(2)).disk("local-zfs", Units.gib(8));
              draft.network(address(vmid % 250 + 2));
              block.accept(draft);
            });
    return validate(Phoenix.infrastructure("lab", guest), scripts);
  }

  /** A definition with Phoenix's own features and those scripts. */
  ValidInfrastructure validate(Infrastructure infrastructure, Script... scripts) {
    FeatureCatalog catalog =
        FeatureCatalog.installed().withScripts(ScriptLibrary.of("lab", List.of(scripts)));
    host.prepareFor(infrastructure);
    return Validator.of(catalog).validate(infrastructure).orElseThrow();
  }

  /** What there is to do, over a connection of its own. */
  Plan plan(ValidInfrastructure definition) {
    try (ProxmoxHypervisor hypervisor = ProxmoxHypervisor.over(connect())) {
      return Planner.plan(definition, hypervisor.observe(definition.scope()));
    }
  }

  /** Whether what is installed in the guests works, over a connection of its own. */
  List<Finding> verify(ValidInfrastructure definition) {
    try (ProxmoxHypervisor hypervisor = ProxmoxHypervisor.over(connect())) {
      List<Inspection> inspections =
          Inspection.of(
              definition,
              hypervisor.observe(definition.scope()),
              Set.of(Inspection.Question.VERIFY));
      return Inspector.inspect(inspections, hypervisor, 1).values().stream()
          .flatMap(List::stream)
          .toList();
    }
  }

  /** Does what there is to do, over a connection of its own. */
  Report apply(ValidInfrastructure definition) {
    try (ProxmoxHypervisor hypervisor = ProxmoxHypervisor.over(connect())) {
      return Runner.on(hypervisor)
          .run(Planner.plan(definition, hypervisor.observe(definition.scope())));
    }
  }

  /** Ends it, and removes all that it has made. */
  @Override
  public void close() {
    try (folder;
        node;
        pct;
        ssh) {
      // in reverse order
    }
  }
}
