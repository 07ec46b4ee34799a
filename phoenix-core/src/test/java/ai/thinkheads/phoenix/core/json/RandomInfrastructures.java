package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Cidr;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.ContainerOption;
import ai.thinkheads.phoenix.core.model.ContainerSource;
import ai.thinkheads.phoenix.core.model.DevicePassthrough;
import ai.thinkheads.phoenix.core.model.FeatureUse;
import ai.thinkheads.phoenix.core.model.Firewall;
import ai.thinkheads.phoenix.core.model.FirewallOptions;
import ai.thinkheads.phoenix.core.model.FirewallRule;
import ai.thinkheads.phoenix.core.model.GpuAssignment;
import ai.thinkheads.phoenix.core.model.HealthCheck;
import ai.thinkheads.phoenix.core.model.HealthProbe;
import ai.thinkheads.phoenix.core.model.Host;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.IpAddress;
import ai.thinkheads.phoenix.core.model.Ipv4Setting;
import ai.thinkheads.phoenix.core.model.Ipv6Setting;
import ai.thinkheads.phoenix.core.model.LxcRow;
import ai.thinkheads.phoenix.core.model.MacAddress;
import ai.thinkheads.phoenix.core.model.Mount;
import ai.thinkheads.phoenix.core.model.MountIdmap;
import ai.thinkheads.phoenix.core.model.MountOptions;
import ai.thinkheads.phoenix.core.model.NetworkInterface;
import ai.thinkheads.phoenix.core.model.NvidiaSoftware;
import ai.thinkheads.phoenix.core.model.OptionKind;
import ai.thinkheads.phoenix.core.model.Options;
import ai.thinkheads.phoenix.core.model.PortMapping;
import ai.thinkheads.phoenix.core.model.PortainerRole;
import ai.thinkheads.phoenix.core.model.RootDisk;
import ai.thinkheads.phoenix.core.model.SharedVolume;
import ai.thinkheads.phoenix.core.model.Startup;
import ai.thinkheads.phoenix.core.model.Vmid;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Infrastructures that nobody would think of, over the whole model; the same seed gives the same.
 */
final class RandomInfrastructures {

  private static final List<String> WORDS =
      List.of("a1", "web-1", "Z9", "local-lvm", "quickOS", "x0");
  private static final List<String> TEXTS =
      List.of(
          "", " ", "plain", "\"", "\\", "a/b", "äöü ☃ 😀", "\n\t\u0001", "\u2028", "\ud800", "{}");

  private static final Map<String, Object> VLLM =
      Map.ofEntries(
          Map.entry("model", "ibm/granite"),
          Map.entry("served_model_name", "granite"),
          Map.entry("port", 8000),
          Map.entry("args", List.of("--a", "b")),
          Map.entry("tensor_parallel_size", 2),
          Map.entry("gpu_memory_utilization", new BigDecimal("0.10")),
          Map.entry("max_model_len", 8192),
          Map.entry("model_type", "chat"),
          Map.entry("quantization", "awq"),
          Map.entry("trust_remote_code", true),
          Map.entry("parameters", Map.of("dtype", "auto")),
          Map.entry("engine_config", Map.of("ModelConfig", Map.of("dtype", "auto"))));

  private final Random random;

  RandomInfrastructures(long seed) {
    random = new Random(seed);
  }

  Infrastructure next() {
    List<Container> containers = some(4, this::container);
    Infrastructure empty = Infrastructure.empty();
    return new Infrastructure(
            one(List.of(Infrastructure.DEFAULT_NAME, "lab", "ünicode \"lab\"")),
            host(),
            nvidia(),
            empty.containers(),
            attributes("x_root"))
        .withContainers(byVmid(containers));
  }

  /** The same with some of its parts replaced by others. */
  Infrastructure mutate(Infrastructure infrastructure) {
    Infrastructure other = next();
    List<Container> containers = new ArrayList<>(infrastructure.containers().values());
    containers.removeIf(container -> random.nextInt(5) == 0);
    containers.replaceAll(container -> random.nextInt(3) == 0 ? mutate(container) : container);
    containers.addAll(other.containers().values().stream().limit(random.nextInt(2)).toList());
    Infrastructure changed = infrastructure.withContainers(byVmid(containers));
    changed = random.nextInt(4) == 0 ? changed.withHost(other.host()) : changed;
    changed = random.nextInt(4) == 0 ? changed.withName(other.name()) : changed;
    return random.nextInt(4) == 0 ? changed.withNvidia(other.nvidia()) : changed;
  }

  /** The same with one of its parts replaced by another. */
  private Container mutate(Container container) {
    Container other = container(container.vmid());
    Container.Builder builder = container.toBuilder();
    return switch (random.nextInt(16)) {
      case 9 -> builder.options(other.options()).build();
      case 10 -> builder.devices(other.devices()).environment(other.environment()).build();
      case 11 -> builder.lxc(other.lxc()).build();
      case 12 -> builder.rootDisk(other.rootDisk()).build();
      case 13 -> other.startup().map(it -> builder.startup(it).build()).orElse(container);
      case 14 -> builder.pool("other").node("other").rollbackOnFailure(true).build();
      case 0 -> builder.networks(other.networks()).build();
      case 1 -> builder.nameservers(other.nameservers()).build();
      case 2 -> builder.flags(other.flags()).build();
      case 3 -> builder.features(other.features()).build();
      case 4 -> builder.mounts(other.mounts()).build();
      case 5 -> other.firewall().map(wall -> builder.firewall(wall).build()).orElse(container);
      case 6 -> builder.extras(other.extras()).build();
      case 7 -> builder.ports(other.ports()).dependencies(other.dependencies()).build();
      case 8 -> builder.memory(other.memory()).cores(other.cores()).gpus(other.gpus()).build();
      default -> other;
    };
  }

  private static List<Container> byVmid(List<Container> containers) {
    Map<Vmid, Container> unique = new TreeMap<>();
    containers.forEach(container -> unique.put(container.vmid(), container));
    return List.copyOf(unique.values());
  }

  private Host host() {
    Map<String, SharedVolume> volumes = new HashMap<>();
    for (SharedVolume volume : some(3, this::volume)) {
      volumes.put(volume.name(), volume);
    }
    Attributes settings = attributes("x_host");
    Map<String, Object> firewall = new LinkedHashMap<>();
    firewall.put("enabled", random.nextBoolean());
    firewall.put("default_input_policy", "DROP");
    return new Host(volumes, random.nextBoolean() ? settings : settings.with("firewall", firewall));
  }

  private SharedVolume volume() {
    TreeMap<Vmid, String> mounts = new TreeMap<>();
    some(3, this::vmid).forEach(vmid -> mounts.put(vmid, path()));
    String name = one(List.of("firewall", "ssl_certs", "with blank", "a.b", "ü"));
    return new SharedVolume(name, path(), mounts, maybe(() -> "100000:" + random.nextInt(70000)));
  }

  private NvidiaSoftware nvidia() {
    return new NvidiaSoftware(
        maybe(() -> "580.76.05"),
        maybe(() -> "https://example.org/cuda/"),
        maybe(() -> "ftp://example.org/run"));
  }

  private Container container() {
    return container(vmid());
  }

  private Container container(Vmid vmid) {
    Container.Builder builder =
        Container.builder(
                vmid,
                word() + (random.nextBoolean() ? "" : ".example"),
                source(),
                new RootDisk(word(), size(1 << 20), rootOptions()))
            .cores(1 + random.nextInt(8192))
            .memory(ByteSize.mib(16 + random.nextInt(1 << 20)))
            .networks(some(5, this::network))
            .nameservers(some(3, this::address))
            .unprivileged(random.nextBoolean())
            .flags(flags())
            .gpus(GpuAssignment.of(some(3, () -> random.nextInt(1000))))
            .features(features())
            .dependencies(some(4, this::vmid))
            .ports(some(3, () -> new PortMapping(port(), port())))
            .mounts(some(4, this::mount))
            .options(options())
            .devices(some(3, this::device))
            .lxc(some(4, this::lxcRow))
            .environment(environment())
            .extras(attributes("x_extra"));
    maybe(() -> ByteSize.mib(random.nextInt(4096))).ifPresent(builder::swap);
    maybe(this::startup).ifPresent(builder::startup);
    maybe(() -> one(List.of("web.sh", "a b", "phoenix_950"))).ifPresent(builder::applicationScript);
    maybe(this::healthCheck).ifPresent(builder::healthCheck);
    maybe(this::firewall).ifPresent(builder::firewall);
    maybe(() -> "snap-" + random.nextInt(9)).ifPresent(builder::templateSnapshot);
    maybe(() -> one(Arrays.asList(PortainerRole.values()))).ifPresent(builder::portainerRole);
    maybe(() -> one(List.of("prod", "a/b.c"))).ifPresent(builder::pool);
    maybe(() -> one(List.of("pve1", "pve-2"))).ifPresent(builder::node);
    maybe(random::nextBoolean).ifPresent(builder::rollbackOnFailure);
    return builder.build();
  }

  private Options options() {
    Options options = Options.none();
    for (ContainerOption option : ContainerOption.values()) {
      if (random.nextBoolean()) {
        options = options.with(option, optionText(option));
      }
    }
    return options;
  }

  /** A value of the option, over the whole of what it takes. */
  private String optionText(ContainerOption option) {
    OptionKind kind = option.kind();
    if (kind instanceof OptionKind.Choice choice) {
      return one(choice.words());
    } else if (kind instanceof OptionKind.Switch) {
      return one(List.of("0", "1", "on", "no"));
    } else if (kind instanceof OptionKind.Whole range) {
      int span = range.maximum() - range.minimum() + 1;
      return String.valueOf(range.minimum() + random.nextInt(span));
    } else if (kind instanceof OptionKind.Decimal range) {
      return random.nextInt(range.maximum()) + one(List.of("", ".5", ".125000", ".0"));
    } else if (kind instanceof OptionKind.Words) {
      return String.join(one(List.of(",", " ; ", " ")), some(3, this::word));
    }
    return switch (option) {
      case DESCRIPTION ->
          one(List.of("", "# 1\n\n# \t\"two\"\n", "äöü ☃ 😀", "x".repeat(8192), "a\r\nb", "%0A"));
      case ENTRYPOINT -> one(List.of("", "/sbin/init", "/bin/sh -c 'a \"b\" $(c)'"));
      case HOOKSCRIPT -> one(List.of("", "local:snippets/hook.pl"));
      case TIMEZONE -> one(List.of("", "host", "UTC", "America/Argentina/Buenos_Aires"));
      default -> throw new AssertionError("no text for " + option);
    };
  }

  private DevicePassthrough device() {
    return new DevicePassthrough(
        one(List.of("/dev/kvm", "/dev/dri/renderD128", "/dev/bus/usb/001/002")),
        maybe(() -> one(List.of("0660", "777"))),
        number(),
        number(),
        random.nextBoolean());
  }

  private LxcRow lxcRow() {
    return LxcRow.parse(
        one(
            List.of(
                "lxc.cgroup2.devices.allow: c 195:* rwm",
                "lxc.mount.entry=/dev/nvidia0 dev/nvidia0 none bind,optional,create=file",
                "lxc.mount.auto = proc:rw sys:rw",
                "lxc.idmap: u 0 100000 65536",
                "lxc.apparmor.profile:unconfined",
                "lxc.cap.drop:")));
  }

  private Map<String, String> environment() {
    Map<String, String> variables = new HashMap<>();
    some(3, () -> one(List.of("LANG", "_x", "A1")))
        .forEach(name -> variables.put(name, one(List.of("", "a=b c", "\"ü\" $x"))));
    return variables;
  }

  private MountOptions rootOptions() {
    MountOptions.Builder builder = MountOptions.builder();
    maybe(random::nextBoolean).ifPresent(builder::acl);
    maybe(() -> some(3, () -> one(List.of(MountOptions.Flag.values())))).ifPresent(builder::flags);
    maybe(random::nextBoolean).ifPresent(builder::readOnly);
    maybe(random::nextBoolean).ifPresent(builder::quota);
    maybe(random::nextBoolean).ifPresent(builder::replicate);
    maybe(random::nextBoolean).ifPresent(builder::shared);
    maybe(() -> one(List.of("passthrough", "u:0:1000:1", "u:0:0:9;g:0:0:9")))
        .map(MountIdmap::parse)
        .ifPresent(builder::idmap);
    return random.nextBoolean() ? MountOptions.none() : builder.build();
  }

  private MountOptions mountOptions() {
    MountOptions.Builder builder = rootOptions().toBuilder();
    maybe(random::nextBoolean).ifPresent(builder::backup);
    maybe(random::nextBoolean).ifPresent(builder::keepAttributes);
    return builder.build();
  }

  private ContainerSource source() {
    return random.nextBoolean()
        ? new ContainerSource.Clone(vmid())
        : new ContainerSource.Image(
            one(List.of("/some where/i.tar.zst", "local:vztmpl/debian-12.tar.zst")));
  }

  private NetworkInterface network() {
    Ipv4Setting ip =
        switch (random.nextInt(3)) {
          case 0 -> new Ipv4Setting.Dhcp();
          case 1 -> new Ipv4Setting.Manual();
          default -> new Ipv4Setting.Static(new Cidr(ipv4(), random.nextInt(33)));
        };
    NetworkInterface.Builder builder = plainNetwork(ip).toBuilder();
    maybe(() -> one(List.of("auto", "dhcp", "manual", "fd00::5/64")))
        .map(Ipv6Setting::parse)
        .ifPresent(builder::ipv6);
    maybe(() -> IpAddress.parse("fd00::1")).ifPresent(builder::gateway6);
    maybe(() -> one(List.of(0, 64, 1500, 65_535))).ifPresent(builder::mtu);
    maybe(() -> random.nextInt(4095)).ifPresent(builder::vlan);
    maybe(() -> some(3, () -> 1 + random.nextInt(4094))).ifPresent(builder::trunks);
    maybe(random::nextBoolean).ifPresent(builder::firewall);
    maybe(() -> one(List.of("0", "12.50", "1e3"))).map(BigDecimal::new).ifPresent(builder::rate);
    maybe(random::nextBoolean).ifPresent(builder::linkDown);
    boolean auto = builder.build().ipv6().filter(Ipv6Setting.Auto.class::isInstance).isPresent();
    maybe(() -> random.nextBoolean() && !auto).ifPresent(builder::hostManaged);
    return random.nextBoolean() ? plainNetwork(ip) : builder.build();
  }

  private NetworkInterface plainNetwork(Ipv4Setting ip) {
    return new NetworkInterface(
        "eth" + random.nextInt(9),
        one(List.of("vmbr0", "vmbr0.10", "br_x")),
        ip,
        maybe(this::address),
        maybe(
            () ->
                MacAddress.parse(
                    String.format(
                        "52:54:00:%02x:%02x:%02x",
                        random.nextInt(256), random.nextInt(256), random.nextInt(256)))));
  }

  private IpAddress address() {
    return random.nextInt(3) == 0
        ? IpAddress.parse("fd00::" + Integer.toHexString(random.nextInt(65536)))
        : ipv4();
  }

  private IpAddress ipv4() {
    return IpAddress.parse("10." + random.nextInt(256) + ".0." + random.nextInt(256));
  }

  private Map<String, String> flags() {
    Map<String, String> flags = new LinkedHashMap<>();
    for (String flag : some(4, () -> one(List.of("nesting", "keyctl", "fuse", "mknod")))) {
      flags.put(flag, random.nextBoolean() ? "1" : "0");
    }
    if (random.nextInt(4) == 0) {
      flags.put("mount", "nfs;cifs");
    }
    return flags;
  }

  private List<FeatureUse> features() {
    Map<String, FeatureUse> features = new LinkedHashMap<>();
    for (String name : some(4, () -> one(List.of("base_setup", "docker", "vllm", "x-1")))) {
      Attributes parameters = attributes("p");
      if (name.equals("vllm") && random.nextBoolean()) {
        for (String parameter : some(12, () -> one(List.copyOf(new TreeSet<>(VLLM.keySet()))))) {
          parameters = parameters.with(parameter, VLLM.get(parameter));
        }
      }
      features.put(name, new FeatureUse(name, parameters));
    }
    return List.copyOf(features.values());
  }

  private Startup startup() {
    return new Startup(random.nextBoolean(), number(), number(), number());
  }

  private HealthCheck healthCheck() {
    List<HealthProbe> probes = new ArrayList<>();
    String command = one(List.of("true", "curl -sf 'http://localhost' | grep \"ok\"", "a\nb"));
    probes.add(new HealthProbe.Command(command));
    maybe(() -> new HealthProbe.Http("http://localhost:8000/a?b=c&d")).ifPresent(probes::add);
    maybe(() -> new HealthProbe.Tcp(6333)).ifPresent(probes::add);
    maybe(() -> new HealthProbe.Tcp(6334)).ifPresent(probes::add);
    maybe(() -> new HealthProbe.Unit("nginx")).ifPresent(probes::add);
    maybe(HealthProbe.NvidiaSmi::new).ifPresent(probes::add);
    Collections.shuffle(probes, random);
    return new HealthCheck(
        probes.subList(random.nextInt(probes.size()), probes.size()),
        1 + random.nextInt(99),
        Duration.ofSeconds(random.nextInt(99)),
        maybe(() -> Duration.ofSeconds(1 + random.nextInt(999))));
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
    Optional<String> protocol = maybe(() -> one(List.of("tcp", "udp", "icmp")));
    return new FirewallRule(
        one(List.of(FirewallRule.Direction.values())),
        one(List.of(FirewallRule.Action.values())),
        maybe(() -> "10.0.0.0/8"),
        maybe(() -> "+set"),
        protocol,
        protocol.flatMap(any -> maybe(() -> one(List.of("80", "80:90", "80,443")))),
        maybe(() -> "net0"),
        maybe(() -> "a \"remark\""));
  }

  private Mount mount() {
    return random.nextBoolean()
        ? new Mount.Bind(path(), path(), number(), number(), mountOptions())
        : new Mount.Volume(maybe(() -> one(TEXTS)), word(), size(9999), path(), mountOptions());
  }

  private Attributes attributes(String prefix) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Object value : some(3, () -> json(3))) {
      values.put(prefix + random.nextInt(5) + key(), value);
    }
    Attributes attributes = new Attributes(new HashMap<>(values));
    return random.nextInt(4) == 0 ? attributes.with(prefix + "null", null) : attributes;
  }

  private Object json(int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 6)) {
      case 0 -> one(TEXTS);
      case 1 -> random.nextBoolean();
      case 2 -> random.nextInt();
      case 3 ->
          one(
              List.of(
                  new BigDecimal("0.10"),
                  new BigDecimal("-1E+250"),
                  new BigDecimal("12345678901234567890.5"),
                  BigDecimal.ZERO));
      case 4 -> some(3, () -> json(depth - 1));
      default -> {
        Map<String, Object> object = new HashMap<>();
        some(3, () -> json(depth - 1)).forEach(value -> object.put(key(), value));
        yield object;
      }
    };
  }

  /** Half a surrogate pair is a value of JSON, but no key that can be read. */
  private String key() {
    return one(TEXTS).replace("\ud800", "half");
  }

  private Vmid vmid() {
    return Vmid.of(one(List.of(100, 900, 901, 902, 999_999_999, 5000)));
  }

  private OptionalInt number() {
    return random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(99));
  }

  private int port() {
    return 1 + random.nextInt(65_535);
  }

  private ByteSize size(int limit) {
    return ByteSize.gib(1 + random.nextInt(limit));
  }

  private String word() {
    return one(WORDS);
  }

  private String path() {
    return one(List.of("/", "/srv/data", "/a b/ü", "/x-" + random.nextInt(99)));
  }

  private <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private <T> Optional<T> maybe(Supplier<T> supplier) {
    return random.nextBoolean() ? Optional.of(supplier.get()) : Optional.empty();
  }

  private <T> List<T> some(int limit, Supplier<T> supplier) {
    List<T> list = new ArrayList<>();
    for (int i = random.nextInt(limit + 1); i > 0; i--) {
      list.add(supplier.get());
    }
    return list;
  }
}
