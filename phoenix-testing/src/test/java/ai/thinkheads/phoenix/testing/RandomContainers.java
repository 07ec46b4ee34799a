package ai.thinkheads.phoenix.testing;

import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.ContainerOption;
import ai.thinkheads.phoenix.core.model.ContainerSource;
import ai.thinkheads.phoenix.core.model.DevicePassthrough;
import ai.thinkheads.phoenix.core.model.Firewall;
import ai.thinkheads.phoenix.core.model.FirewallOptions;
import ai.thinkheads.phoenix.core.model.FirewallRule;
import ai.thinkheads.phoenix.core.model.GpuAssignment;
import ai.thinkheads.phoenix.core.model.IpAddress;
import ai.thinkheads.phoenix.core.model.Ipv4Setting;
import ai.thinkheads.phoenix.core.model.Ipv6Setting;
import ai.thinkheads.phoenix.core.model.LxcRow;
import ai.thinkheads.phoenix.core.model.MacAddress;
import ai.thinkheads.phoenix.core.model.Mount;
import ai.thinkheads.phoenix.core.model.MountIdmap;
import ai.thinkheads.phoenix.core.model.MountOptions;
import ai.thinkheads.phoenix.core.model.NetworkInterface;
import ai.thinkheads.phoenix.core.model.OptionKind;
import ai.thinkheads.phoenix.core.model.Options;
import ai.thinkheads.phoenix.core.model.RootDisk;
import ai.thinkheads.phoenix.core.model.Startup;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.testing.sim.SimulatedHost;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Definitions of a container that all can be had on the same node, over all that a container can
 * have; the same seed gives the same. Each can follow on each other.
 */
final class RandomContainers {

  static final Vmid VMID = Vmid.of(950);
  private static final Vmid TEMPLATE = Vmid.of(900);

  private static final String IMAGE = "local:vztmpl/debian-12.tar.zst";
  private static final List<String> DEVICES = List.of("/dev/kvm", "/dev/fuse", "/dev/dri/card0");
  private static final List<String> SCRIPTS = List.of("local:snippets/a.sh", "local:snippets/b.sh");
  private static final List<String> POOLS = List.of("lab", "prod");

  private final Random random;
  private final int majorVersion;
  private final boolean devices;

  /**
   * @param version the version of Proxmox VE
   */
  RandomContainers(long seed, String version) {
    random = new Random(seed);
    majorVersion = version.charAt(0) - '0';
    devices = !version.startsWith("8.0");
  }

  /** A node that has all that they ask for. */
  static SimulatedHost host(String version) {
    SimulatedHost host =
        SimulatedHost.builder()
            .pveVersion(version)
            .inMemory()
            .addImage(IMAGE)
            .addBridge("vmbr1")
            .write("/sys/class/net/vmbr0/bridge/vlan_filtering", "1\n")
            .write("/sys/class/net/vmbr0/mtu", "9000\n")
            .addDevice("/dev/nvidia0", 195, 0)
            .addDevice("/dev/nvidia1", 195, 1)
            .addDevice("/dev/nvidiactl", 195, 255)
            .addDevice("/dev/nvidia-uvm", 511, 0)
            .makeDirectory("/srv/there");
    DEVICES.forEach(host::addDevice);
    SCRIPTS.forEach(host::addSnippet);
    POOLS.forEach(host::addPool);
    return host;
  }

  Container next() {
    return builder(VMID, new ContainerSource.Image(IMAGE), 4).build();
  }

  /** A template, which has no folder of the node. */
  Container template() {
    Container.Builder builder =
        builder(TEMPLATE, new ContainerSource.Image(IMAGE), 2).templateSnapshot("base");
    List<Mount> mounts = new ArrayList<>(builder.build().mounts());
    mounts.removeIf(Mount.Bind.class::isInstance);
    return builder.mounts(mounts).build();
  }

  /** A clone of the template. */
  Container cloned() {
    return builder(VMID, new ContainerSource.Clone(TEMPLATE), 4).build();
  }

  private Container.Builder builder(Vmid vmid, ContainerSource source, int gib) {
    Container.Builder builder =
        Container.builder(
                vmid,
                one(List.of("web", "web.example", "Web-2")) + vmid,
                source,
                new RootDisk("local-zfs", ByteSize.gib(gib), rootOptions()))
            .cores(1 + random.nextInt(8))
            .memory(ByteSize.mib(16 + random.nextInt(4096)))
            .networks(networks(vmid.equals(VMID) ? 0 : 1))
            .nameservers(
                some(2, () -> IpAddress.parse(one(List.of("10.0.0.1", "FD00::1", "1.1.1.1")))))
            .flags(flags())
            .gpus(GpuAssignment.of(some(2, () -> random.nextInt(2)).stream().distinct().toList()))
            .mounts(mounts())
            .options(options())
            .devices(devices ? passedThrough() : List.of())
            .lxc(rows());
    maybe(() -> ByteSize.mib(random.nextInt(4096))).ifPresent(builder::swap);
    maybe(this::startup).ifPresent(builder::startup);
    maybe(this::firewall).ifPresent(builder::firewall);
    maybe(() -> one(POOLS)).ifPresent(builder::pool);
    if (majorVersion >= 9) {
      builder.environment(environment());
    }
    return builder;
  }

  private MountOptions rootOptions() {
    MountOptions.Builder builder = MountOptions.builder();
    maybe(random::nextBoolean).ifPresent(builder::acl);
    maybe(() -> some(3, () -> one(List.of(MountOptions.Flag.values())))).ifPresent(builder::flags);
    maybe(random::nextBoolean).ifPresent(builder::readOnly);
    maybe(random::nextBoolean).ifPresent(builder::replicate);
    maybe(random::nextBoolean).ifPresent(builder::shared);
    if (majorVersion >= 9) {
      maybe(() -> one(List.of("passthrough", "u:0:1000:1", "u:0:0:9;g:0:0:9")))
          .map(MountIdmap::parse)
          .ifPresent(builder::idmap);
    }
    return random.nextBoolean() ? MountOptions.none() : builder.build();
  }

  private MountOptions mountOptions() {
    MountOptions.Builder builder = rootOptions().toBuilder();
    maybe(random::nextBoolean).ifPresent(builder::backup);
    if (majorVersion >= 9) {
      maybe(random::nextBoolean).ifPresent(builder::keepAttributes);
    }
    return builder.build();
  }

  /**
   * @param site by which the addresses of two containers differ
   */
  private List<NetworkInterface> networks(int site) {
    List<NetworkInterface> networks = new ArrayList<>();
    int count = 1 + random.nextInt(random.nextInt(6) == 0 ? 12 : 3);
    for (int index = 0; index < count; index++) {
      networks.add(network(site, index));
    }
    return networks;
  }

  private NetworkInterface network(int site, int index) {
    String ip =
        one(
            List.of(
                "dhcp",
                "manual",
                "10." + site + "." + index + "." + (2 + random.nextInt(9)) + "/24"));
    NetworkInterface.Builder builder =
        NetworkInterface.of("eth" + index, one(List.of("vmbr0", "vmbr1")), Ipv4Setting.parse(ip))
            .toBuilder();
    if (ip.startsWith("10.")) {
      maybe(() -> IpAddress.parse("10." + site + "." + index + ".1")).ifPresent(builder::gateway);
    }
    maybe(
            () ->
                MacAddress.parse(
                    "52:54:00:a" + site + ":0" + random.nextInt(2) + ":0" + index % 10))
        .filter(mac -> index < 10)
        .ifPresent(builder::mac);
    // What one definition says may stay when the next says nothing, and auto cannot be managed.
    String automatic = majorVersion >= 9 ? "dhcp" : "auto";
    maybe(() -> one(List.of("dhcp", "manual", "FD00::5/64", automatic)))
        .map(Ipv6Setting::parse)
        .ifPresent(builder::ipv6);
    maybe(() -> one(List.of(0, 576, 1500))).ifPresent(builder::mtu);
    maybe(() -> random.nextInt(100)).ifPresent(builder::vlan);
    maybe(random::nextBoolean).ifPresent(builder::firewall);
    maybe(() -> one(List.of("0", "12.50", "3"))).map(BigDecimal::new).ifPresent(builder::rate);
    maybe(random::nextBoolean).ifPresent(builder::linkDown);
    NetworkInterface network = builder.build();
    if (network.bridge().equals("vmbr0")) { // the one that knows of VLANs
      maybe(() -> some(3, () -> 1 + random.nextInt(4094))).ifPresent(builder::trunks);
    }
    if (majorVersion >= 9) {
      maybe(random::nextBoolean).ifPresent(builder::hostManaged);
    }
    return builder.build();
  }

  private Map<String, String> flags() {
    Map<String, String> flags = new LinkedHashMap<>();
    some(4, () -> one(List.of("nesting", "keyctl", "fuse", "mknod")))
        .forEach(flag -> flags.put(flag, random.nextBoolean() ? "1" : "0"));
    if (random.nextInt(4) == 0) {
      flags.put("mount", one(List.of("nfs;cifs", "cifs;nfs", "nfs")));
    }
    return flags;
  }

  private List<Mount> mounts() {
    Map<String, Mount> mounts = new LinkedHashMap<>();
    for (int volume : some(2, () -> random.nextInt(3))) {
      String path = "/data" + volume;
      mounts.put(
          path,
          new Mount.Volume(Optional.empty(), "local-zfs", ByteSize.gib(volume + 1), path)
              .withOptions(mountOptions()));
    }
    for (int bind : some(2, () -> random.nextInt(3))) {
      String path = "/bind" + bind;
      mounts.put(
          path,
          Mount.Bind.of(one(List.of("/srv/there", "/srv/new")), path).withOptions(mountOptions()));
    }
    return List.copyOf(mounts.values());
  }

  private List<DevicePassthrough> passedThrough() {
    List<String> paths = new ArrayList<>(DEVICES);
    Collections.shuffle(paths, random);
    return paths.subList(0, random.nextInt(paths.size())).stream()
        .map(
            path ->
                new DevicePassthrough(
                    path,
                    maybe(() -> one(List.of("0660", "0777"))),
                    number(),
                    number(),
                    majorVersion >= 9 && random.nextBoolean()))
        .toList();
  }

  private List<LxcRow> rows() {
    return some(
        4,
        () ->
            LxcRow.parse(
                one(
                    List.of(
                        "lxc.cgroup2.devices.allow: c 10:200 rwm",
                        "lxc.mount.entry=/srv/there srv none bind,optional",
                        "lxc.mount.auto = proc:rw sys:rw",
                        "lxc.apparmor.profile:unconfined",
                        "lxc.cap.drop: sys_time",
                        "lxc.cap.drop:"))));
  }

  private Options options() {
    Options options = Options.none();
    for (ContainerOption option : ContainerOption.values()) {
      boolean known = option.since() <= majorVersion;
      boolean settable = option != ContainerOption.PROTECTION && option != ContainerOption.OSTYPE;
      if (known && settable && random.nextInt(3) == 0) {
        options = options.with(option, text(option));
      }
    }
    return options;
  }

  private String text(ContainerOption option) {
    OptionKind kind = option.kind();
    if (kind instanceof OptionKind.Choice choice) {
      return one(choice.words());
    } else if (kind instanceof OptionKind.Switch) {
      return one(List.of("0", "1", "on", "no"));
    } else if (kind instanceof OptionKind.Whole range) {
      int span = range.maximum() - range.minimum() + 1;
      return String.valueOf(range.minimum() + random.nextInt(span));
    } else if (kind instanceof OptionKind.Decimal) {
      return random.nextInt(9) + one(List.of("", ".5", ".125000", ".0"));
    } else if (kind instanceof OptionKind.Words) {
      return String.join(
          one(List.of(",", " ; ", " ")), some(3, () -> one(List.of("b", "A1", "x-y"))));
    }
    return switch (option) {
      case DESCRIPTION ->
          one(
              List.of(
                  "", "# 1\n\n# \t\"two\"\n", "äöü ☃ 😀", "a: b, 100 %", "%0A", "[x]\nlock: y"));
      case ENTRYPOINT -> one(List.of("", "/sbin/init", "/bin/sh -c 'a \"b\" $(c)'"));
      case HOOKSCRIPT -> one(List.of("", SCRIPTS.get(0), SCRIPTS.get(1)));
      case TIMEZONE -> one(List.of("", "host", "UTC", "Europe/Berlin"));
      default -> throw new AssertionError("no text for " + option);
    };
  }

  private Map<String, String> environment() {
    Map<String, String> variables = new HashMap<>();
    some(3, () -> one(List.of("LANG", "_x", "A1")))
        .forEach(name -> variables.put(name, one(List.of("", "a=b c", "\"ü\" $x"))));
    return variables;
  }

  private Startup startup() {
    return new Startup(random.nextBoolean(), number(), number(), number());
  }

  private Firewall firewall() {
    FirewallOptions.Builder builder = FirewallOptions.builder();
    maybe(() -> one(List.of(FirewallRule.Action.values()))).ifPresent(builder::policyIn);
    maybe(() -> one(List.of(FirewallRule.Action.values()))).ifPresent(builder::policyOut);
    maybe(random::nextBoolean).ifPresent(builder::dhcp);
    maybe(random::nextBoolean).ifPresent(builder::ipfilter);
    maybe(random::nextBoolean).ifPresent(builder::macfilter);
    maybe(random::nextBoolean).ifPresent(builder::ndp);
    maybe(random::nextBoolean).ifPresent(builder::radv);
    maybe(() -> one(List.of(FirewallOptions.LogLevel.values()))).ifPresent(builder::logIn);
    maybe(() -> one(List.of(FirewallOptions.LogLevel.values()))).ifPresent(builder::logOut);
    return new Firewall(random.nextBoolean(), some(4, this::rule), builder.build());
  }

  private FirewallRule rule() {
    Optional<String> protocol = maybe(() -> one(List.of("tcp", "UDP", "icmp")));
    return new FirewallRule(
        one(List.of(FirewallRule.Direction.values())),
        one(List.of(FirewallRule.Action.values())),
        maybe(() -> "10.0.0.0/8"),
        maybe(() -> "+set"),
        protocol,
        protocol.filter(any -> !any.equals("icmp")).flatMap(any -> maybe(() -> "80:90")),
        maybe(() -> "net0"),
        maybe(() -> one(List.of("a \"remark\"", "two  blanks", "# hash"))));
  }

  private OptionalInt number() {
    return random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(99));
  }

  private <T> Optional<T> maybe(Supplier<T> value) {
    return random.nextBoolean() ? Optional.empty() : Optional.of(value.get());
  }

  private <T> List<T> some(int most, Supplier<T> value) {
    List<T> values = new ArrayList<>();
    for (int left = random.nextInt(most + 1); left > 0; left--) {
      values.add(value.get());
    }
    return values;
  }

  private <T> T one(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
