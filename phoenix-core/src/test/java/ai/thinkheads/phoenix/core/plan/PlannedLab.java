package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.state.ConfigSection;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The lab of a template and its service as a node has it, and plans for it. */
final class PlannedLab {

  static final Vmid BASE = Vmid.of(900);
  static final Vmid SERVICE = Vmid.of(950);
  static final Fingerprint BASE_PRINT = Fingerprint.of(Lab.BASE, Attributes.none());
  static final Fingerprint DOCKER_PRINT = Fingerprint.of(Lab.APP, Attributes.none());
  static final GuestStep INSTALL_BASE =
      new GuestStep.InstallFeature("base", Lab.BASE, Attributes.none(), BASE_PRINT);
  static final GuestStep INSTALL_DOCKER =
      new GuestStep.InstallFeature("docker", Lab.APP, Attributes.none(), DOCKER_PRINT);
  static final Map<String, String> BASE_OPTIONS =
      Map.of(
          "hostname", "base",
          "cores", "2",
          "memory", "2048",
          "net0",
              "name=eth0,bridge=vmbr0,gw=10.0.0.1,hwaddr=BC:24:11:00:00:01,ip=10.0.0.200/24,type=veth",
          "rootfs", "local-zfs:subvol-900-disk-0,size=8G",
          "unprivileged", "1");
  static final Map<String, String> SERVICE_OPTIONS =
      Map.of(
          "hostname", "service",
          "cores", "4",
          "memory", "2048",
          "features", "nesting=1",
          "net0",
              "name=eth0,bridge=vmbr0,gw=10.0.0.1,hwaddr=BC:24:11:00:00:02,ip=10.0.0.150/24,type=veth",
          "rootfs", "local-zfs:subvol-950-disk-0,size=16G",
          "unprivileged", "1");

  static Plan planService(ObservedGuest guest) {
    return Planner.plan(
        Lab.valid(Lab.template().build(), Lab.service().build()),
        Lab.with(existingTemplate(BASE_OPTIONS, List.of(BASE_PRINT)), guest));
  }

  static ObservedGuest service(Map<String, String> options) {
    return Lab.guest(950, true, options, Map.of(), Map.of("docker", DOCKER_PRINT.text()));
  }

  static ObservedGuest existingTemplate(Map<String, String> options, List<Fingerprint> installed) {
    ConfigSection snapshot =
        new ConfigSection(
            new TreeMap<>(options),
            List.of(),
            "Phoenix template, fingerprint " + Fingerprint.combined(installed) + "\n");
    return Lab.guest(900, false, options, Map.of("base-snapshot", snapshot), Map.of());
  }

  static Action configure(Map<String, String> options, Optional<String> digest) {
    return new Action.Configure(SERVICE, new TreeMap<>(options), new TreeSet<>(), digest);
  }

  static Map<String, String> changed(Map<String, String> options, String key, String value) {
    Map<String, String> copy = new TreeMap<>(options);
    copy.put(key, value);
    return copy;
  }

  static List<Action> actions(Plan plan, Vmid vmid) {
    return plan.guest(vmid).orElseThrow().steps().stream().map(Step::action).toList();
  }

  private PlannedLab() {}
}
