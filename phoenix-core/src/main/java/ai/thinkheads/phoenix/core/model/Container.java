package ai.thinkheads.phoenix.core.model;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A container that shall exist. One with a {@link #templateSnapshot} is a template: others are
 * cloned from that snapshot, and it is left stopped once the snapshot is taken.
 *
 * @param vmid its number (CTID)
 * @param name its host name
 * @param source what it is made from
 * @param cores the CPU cores it may use, 1 to 8192
 * @param memory the memory it may use, 16 MiB or more
 * @param swap the swap space it may use; absent for Proxmox's default of 512 MiB
 * @param rootDisk its root file system
 * @param networks its network interfaces, {@code net0} first
 * @param nameservers its name servers; empty for those of the node
 * @param unprivileged whether its root is an ordinary user of the node; fixed at creation
 * @param flags Proxmox's container features, like {@code nesting} to {@code 1}
 * @param gpus the GPUs it may use
 * @param startup whether and when it starts with the node; absent leaves that alone
 * @param features what is installed in it, in this order
 * @param applicationScript the script that sets up its application, by file name; absent for none
 * @param healthCheck how to tell that it works; absent for no check
 * @param firewall its firewall; absent leaves that alone
 * @param dependencies guests that must work before it is set up
 * @param ports ports that its services are known by
 * @param mounts what is mounted into it, besides the shared volumes of the host: first volumes,
 *     then folders of the node
 * @param templateSnapshot the snapshot that makes it a template; absent when it is none
 * @param portainerRole its part in a Portainer set-up; absent when nothing is said
 * @param options its single-valued options
 * @param devices device files of the node that it may use, besides those of its GPUs; each path
 *     once
 * @param lxc raw rows of LXC's own configuration, in this order
 * @param environment environment variables of its first process, by name; needs Proxmox VE 9
 * @param pool the resource pool of Proxmox that it belongs to; absent leaves that alone
 * @param node the node of the cluster that it lives on; absent to leave it where it is, and to make
 *     it where its source lives, else on the node that is connected to
 * @param rollbackOnFailure whether it goes back to what it was when a change fails; absent for what
 *     holds for the whole infrastructure
 * @param extras what its definition says beyond these, under the keys of the JSON file
 */
public record Container(
    Vmid vmid,
    String name,
    ContainerSource source,
    int cores,
    ByteSize memory,
    Optional<ByteSize> swap,
    RootDisk rootDisk,
    List<NetworkInterface> networks,
    List<IpAddress> nameservers,
    boolean unprivileged,
    Map<String, String> flags,
    GpuAssignment gpus,
    Optional<Startup> startup,
    List<FeatureUse> features,
    Optional<String> applicationScript,
    Optional<HealthCheck> healthCheck,
    Optional<Firewall> firewall,
    SortedSet<Vmid> dependencies,
    List<PortMapping> ports,
    List<Mount> mounts,
    Optional<String> templateSnapshot,
    Optional<PortainerRole> portainerRole,
    Options options,
    List<DevicePassthrough> devices,
    List<LxcRow> lxc,
    SortedMap<String, String> environment,
    Optional<String> pool,
    Optional<String> node,
    Optional<Boolean> rollbackOnFailure,
    Attributes extras)
    implements Guest {

  /**
   * @throws IllegalArgumentException when a part is out of the range that Proxmox accepts
   */
  public Container {
    name = Names.hostname(name);
    if (cores < 1 || cores > 8192) {
      throw new IllegalArgumentException("cores " + cores + " cannot be given; use 1 to 8192");
    }
    if (memory.compareTo(ByteSize.mib(16)) < 0 || !ByteSize.mib(memory.toMib()).equals(memory)) {
      throw new IllegalArgumentException(
          "memory " + memory + " cannot be given; use whole MiB, 16 MiB or more");
    }
    if (swap.filter(size -> !ByteSize.mib(size.toMib()).equals(size)).isPresent()) {
      throw new IllegalArgumentException(
          "swap " + swap.get() + " cannot be given; use whole MiB, 0 or more");
    }
    networks = List.copyOf(networks);
    nameservers = List.copyOf(nameservers);
    flags = Collections.unmodifiableMap(new LinkedHashMap<>(flags));
    features = List.copyOf(features);
    dependencies = Collections.unmodifiableSortedSet(new TreeSet<>(dependencies));
    ports = List.copyOf(ports);
    mounts = volumesFirst(mounts);
    templateSnapshot.ifPresent(Names::snapshot);
    applicationScript.ifPresent(Container::scriptName);
    devices = List.copyOf(devices);
    lxc = List.copyOf(lxc);
    environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    environment.forEach(Container::checkVariable);
    pool.ifPresent(Names::pool);
    node.ifPresent(Names::node);
  }

  private static void checkVariable(String name, String value) {
    Names.variable(name);
    if (value.matches("(?s).*[\\x00-\\x08\\x0a-\\x1f\\x7f].*")) {
      throw new IllegalArgumentException(
          "environment variable " + name + " must be one line without control characters");
    }
  }

  /** The files say both apart, so the order between them must mean nothing. */
  private static List<Mount> volumesFirst(List<Mount> mounts) {
    return mounts.stream()
        .sorted(Comparator.comparing((Mount mount) -> mount instanceof Mount.Bind))
        .toList();
  }

  private static void scriptName(String name) {
    if (!name.matches("[^/\\x00-\\x1f]{1,255}") || name.startsWith(".") || name.startsWith("-")) {
      throw new IllegalArgumentException(
          "\"" + name + "\" cannot name a script; use a plain file name without folders");
    }
  }

  /** Starts a definition from the parts that cannot be missing. */
  public static Builder builder(Vmid vmid, String name, ContainerSource source, RootDisk rootDisk) {
    return new Builder(vmid, name, source, rootDisk);
  }

  /** Whether others are cloned from it. */
  public boolean isTemplate() {
    return templateSnapshot.isPresent();
  }

  /** The container it is cloned from, when it is a clone. */
  public Optional<Vmid> cloneSource() {
    return source instanceof ContainerSource.Clone clone
        ? Optional.of(clone.vmid())
        : Optional.empty();
  }

  /** What is said to people: {@code container 950 "granite"}. */
  public String title() {
    return (isTemplate() ? "template " : "container ") + vmid + " \"" + name + "\"";
  }

  /** A builder that starts with all parts of this container. */
  public Builder toBuilder() {
    Builder builder = new Builder(vmid, name, source, rootDisk);
    builder.cores = cores;
    builder.memory = memory;
    builder.swap = swap;
    builder.networks = networks;
    builder.nameservers = nameservers;
    builder.unprivileged = unprivileged;
    builder.flags = flags;
    builder.gpus = gpus;
    builder.startup = startup;
    builder.features = features;
    builder.applicationScript = applicationScript;
    builder.healthCheck = healthCheck;
    builder.firewall = firewall;
    builder.dependencies = dependencies;
    builder.ports = ports;
    builder.mounts = mounts;
    builder.templateSnapshot = templateSnapshot;
    builder.portainerRole = portainerRole;
    builder.options = options;
    builder.devices = devices;
    builder.lxc = lxc;
    builder.environment = environment;
    builder.pool = pool;
    builder.node = node;
    builder.rollbackOnFailure = rollbackOnFailure;
    builder.extras = extras;
    return builder;
  }

  /** Collects the parts of a {@link Container}; call order never matters. */
  public static final class Builder {

    private final Vmid vmid;
    private final String name;
    private final ContainerSource source;
    private RootDisk rootDisk;
    private int cores = 1;
    private ByteSize memory = ByteSize.mib(512);
    private Optional<ByteSize> swap = Optional.empty();
    private List<NetworkInterface> networks = List.of();
    private List<IpAddress> nameservers = List.of();
    private boolean unprivileged = true;
    private Map<String, String> flags = Map.of();
    private GpuAssignment gpus = GpuAssignment.none();
    private Optional<Startup> startup = Optional.empty();
    private List<FeatureUse> features = List.of();
    private Optional<String> applicationScript = Optional.empty();
    private Optional<HealthCheck> healthCheck = Optional.empty();
    private Optional<Firewall> firewall = Optional.empty();
    private Collection<Vmid> dependencies = List.of();
    private List<PortMapping> ports = List.of();
    private List<Mount> mounts = List.of();
    private Optional<String> templateSnapshot = Optional.empty();
    private Optional<PortainerRole> portainerRole = Optional.empty();
    private Options options = Options.none();
    private List<DevicePassthrough> devices = List.of();
    private List<LxcRow> lxc = List.of();
    private Map<String, String> environment = Map.of();
    private Optional<String> pool = Optional.empty();
    private Optional<String> node = Optional.empty();
    private Optional<Boolean> rollbackOnFailure = Optional.empty();
    private Attributes extras = Attributes.none();

    private Builder(Vmid vmid, String name, ContainerSource source, RootDisk rootDisk) {
      this.vmid = vmid;
      this.name = name;
      this.source = source;
      this.rootDisk = rootDisk;
    }

    /** The root file system. */
    public Builder rootDisk(RootDisk value) {
      rootDisk = value;
      return this;
    }

    /** The CPU cores it may use, 1 to 8192; 1 by default. */
    public Builder cores(int value) {
      cores = value;
      return this;
    }

    /** The memory it may use, 16 MiB or more; 512 MiB by default. */
    public Builder memory(ByteSize value) {
      memory = value;
      return this;
    }

    /** The swap space it may use; Proxmox's 512 MiB by default. */
    public Builder swap(ByteSize value) {
      swap = Optional.of(value);
      return this;
    }

    /** Its network interfaces, {@code net0} first; none by default. */
    public Builder networks(List<NetworkInterface> value) {
      networks = value;
      return this;
    }

    /** Its name servers; those of the node by default. */
    public Builder nameservers(List<IpAddress> value) {
      nameservers = value;
      return this;
    }

    /** Whether its root is an ordinary user of the node; true by default. */
    public Builder unprivileged(boolean value) {
      unprivileged = value;
      return this;
    }

    /** Proxmox's container features, like {@code nesting} to {@code 1}; none by default. */
    public Builder flags(Map<String, String> value) {
      flags = value;
      return this;
    }

    /** The GPUs it may use; none by default. */
    public Builder gpus(GpuAssignment value) {
      gpus = value;
      return this;
    }

    /** Whether and when it starts with the node; left alone by default. */
    public Builder startup(Startup value) {
      startup = Optional.of(value);
      return this;
    }

    /** What is installed in it, in this order; nothing by default. */
    public Builder features(List<FeatureUse> value) {
      features = value;
      return this;
    }

    /** The file name of the script that sets up its application; none by default. */
    public Builder applicationScript(String value) {
      applicationScript = Optional.of(value);
      return this;
    }

    /** How to tell that it works; no check by default. */
    public Builder healthCheck(HealthCheck value) {
      healthCheck = Optional.of(value);
      return this;
    }

    /** Its firewall; left alone by default. */
    public Builder firewall(Firewall value) {
      firewall = Optional.of(value);
      return this;
    }

    /** Guests that must work before it is set up; none by default. */
    public Builder dependencies(Collection<Vmid> value) {
      dependencies = value;
      return this;
    }

    /** Ports that its services are known by; none by default. */
    public Builder ports(List<PortMapping> value) {
      ports = value;
      return this;
    }

    /** What is mounted into it; nothing by default. */
    public Builder mounts(List<Mount> value) {
      mounts = value;
      return this;
    }

    /** The snapshot that makes it a template; it is none by default. */
    public Builder templateSnapshot(String value) {
      templateSnapshot = Optional.of(value);
      return this;
    }

    /** Its part in a Portainer set-up; nothing is said by default. */
    public Builder portainerRole(PortainerRole value) {
      portainerRole = Optional.of(value);
      return this;
    }

    /** Its single-valued options; none by default. */
    public Builder options(Options value) {
      options = value;
      return this;
    }

    /** One single-valued option, in Proxmox's text; left alone by default. */
    public Builder option(ContainerOption option, String value) {
      options = options.with(option, value);
      return this;
    }

    /** Device files of the node that it may use; none by default. */
    public Builder devices(List<DevicePassthrough> value) {
      devices = value;
      return this;
    }

    /** Raw rows of LXC's own configuration, in this order; none by default. */
    public Builder lxc(List<LxcRow> value) {
      lxc = value;
      return this;
    }

    /** Environment variables of its first process, on Proxmox VE 9; none by default. */
    public Builder environment(Map<String, String> value) {
      environment = value;
      return this;
    }

    /** The resource pool that it belongs to; left alone by default. */
    public Builder pool(String value) {
      pool = Optional.of(value);
      return this;
    }

    /**
     * The node of the cluster that it lives on. By default it is left where it is, and made where
     * its source lives, else on the node that is connected to.
     */
    public Builder node(String value) {
      node = Optional.of(value);
      return this;
    }

    /**
     * Whether it goes back to what it was when a change fails; as for the whole infrastructure by
     * default.
     */
    public Builder rollbackOnFailure(boolean value) {
      rollbackOnFailure = Optional.of(value);
      return this;
    }

    /** What else its definition says, under the keys of the JSON file; nothing by default. */
    public Builder extras(Attributes value) {
      extras = value;
      return this;
    }

    /**
     * The container.
     *
     * @throws IllegalArgumentException when a part is out of the range that Proxmox accepts
     */
    public Container build() {
      return new Container(
          vmid,
          name,
          source,
          cores,
          memory,
          swap,
          rootDisk,
          networks,
          nameservers,
          unprivileged,
          flags,
          gpus,
          startup,
          features,
          applicationScript,
          healthCheck,
          firewall,
          new TreeSet<>(dependencies),
          ports,
          mounts,
          templateSnapshot,
          portainerRole,
          options,
          devices,
          lxc,
          new TreeMap<>(environment),
          pool,
          node,
          rollbackOnFailure,
          extras);
    }
  }
}
