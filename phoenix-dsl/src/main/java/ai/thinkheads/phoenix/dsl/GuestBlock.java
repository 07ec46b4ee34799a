package ai.thinkheads.phoenix.dsl;

import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.FeatureUse;
import ai.thinkheads.phoenix.core.model.Firewall;
import ai.thinkheads.phoenix.core.model.FirewallOptions;
import ai.thinkheads.phoenix.core.model.FirewallRule;
import ai.thinkheads.phoenix.core.model.GpuAssignment;
import ai.thinkheads.phoenix.core.model.IpAddress;
import ai.thinkheads.phoenix.core.model.Mount;
import ai.thinkheads.phoenix.core.model.MountOptions;
import ai.thinkheads.phoenix.core.model.PortMapping;
import ai.thinkheads.phoenix.core.model.PortainerRole;
import ai.thinkheads.phoenix.core.model.RootDisk;
import ai.thinkheads.phoenix.core.model.Startup;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What can be said about any guest between the braces of its definition. Call order never matters,
 * except among the members of one list: networks, features, rules, ports and mounts keep theirs.
 * What can be true only once cannot be said twice.
 *
 * @param <B> the block itself, so that calls chain
 */
public abstract sealed class GuestBlock<B extends GuestBlock<B>> extends OptionBlock<B>
    permits TemplateBlock, ContainerBlock {

  private static final Startup NOT_AT_BOOT =
      new Startup(false, OptionalInt.empty(), OptionalInt.empty());

  GuestBlock(Draft draft) {
    super(draft);
  }

  /** The CPU cores it may use, 1 to 8192; as many as its source by default, 1 without a source. */
  public B cores(int count) {
    return say("cores", count, Container.Builder::cores);
  }

  /** The memory it may use, whole MiB; as much as its source by default, or 512 MiB. */
  public B memory(ByteSize size) {
    return say("memory", size, Container.Builder::memory);
  }

  /** The swap space it may use, whole MiB; as much as its source by default, or 512 MiB. */
  public B swap(ByteSize size) {
    return say("swap", size, Container.Builder::swap);
  }

  /** Its root file system: a storage and whole GiB; those of its source by default. */
  public B disk(String storage, ByteSize size) {
    say(
        "disk storage",
        storage,
        (c, it) ->
            c.rootDisk(new RootDisk(it, now().rootDisk().size(), now().rootDisk().options())));
    return disk(size);
  }

  /** The size of its root file system, whole GiB, on the storage of its source. */
  public B disk(ByteSize size) {
    return say(
        "disk size",
        size,
        (c, it) ->
            c.rootDisk(new RootDisk(now().rootDisk().storage(), it, now().rootDisk().options())));
  }

  /** How its root file system is mounted, like {@code m -> m.quota(true)}; as usual by default. */
  public B diskOptions(Consumer<? super MountOptions.Builder> options) {
    return edit(
        c -> {
          MountOptions.Builder builder = now().rootDisk().options().toBuilder();
          options.accept(builder);
          c.rootDisk(now().rootDisk().withOptions(builder.build()));
        });
  }

  /** Its network interfaces, {@code net0} first; mandatory. */
  public B network(NetworkDef first, NetworkDef... others) {
    draft().once("network", "some");
    Stream<NetworkDef> more = Stream.concat(Stream.of(first), Stream.of(others));
    return edit(c -> c.networks(append(now().networks(), more.map(NetworkDef::networkInterface))));
  }

  /** Leaves it without any network, which has to be said. */
  public B withoutNetwork() {
    draft().once("network", "none");
    return self();
  }

  /** The name servers it asks, like {@code 10.0.0.1}; those of its source or node by default. */
  public B nameserver(String... addresses) {
    List<IpAddress> before = draft().hasSaid("nameservers") ? now().nameservers() : List.of();
    draft().say("nameservers");
    return edit(c -> c.nameservers(append(before, Stream.of(addresses).map(IpAddress::parse))));
  }

  /** Makes its root an ordinary user of the node, which is the default without a source. */
  public B unprivileged() {
    return say("privilege", true, Container.Builder::unprivileged);
  }

  /** Makes its root the root of the node; unprivileged by default. Cannot be changed later. */
  public B privileged() {
    return say("privilege", false, Container.Builder::unprivileged);
  }

  /** Lets it run containers of its own; off by default, features that need it turn it on. */
  public B nesting() {
    return flag("nesting", "1");
  }

  /** Lets it use the kernel's key ring, as Docker wants; off by default. */
  public B keyctl() {
    return flag("keyctl", "1");
  }

  /** Lets it mount FUSE file systems; off by default. */
  public B fuse() {
    return flag("fuse", "1");
  }

  /** Any of Proxmox's container features, like {@code mount} to {@code nfs}; unset by default. */
  public B flag(String name, String value) {
    return say(
        "flag " + name,
        value,
        (c, it) -> {
          Map<String, String> flags = new LinkedHashMap<>(now().flags());
          flags.put(name, it);
          c.flags(flags);
        });
  }

  /** The NVIDIA GPUs it may use, by their number on the node, from 0; none by default. */
  public B gpus(int... indexes) {
    Stream<Integer> more = Arrays.stream(indexes).boxed();
    return edit(c -> c.gpus(GpuAssignment.of(append(now().gpus().indexes(), more))));
  }

  /** Starts it together with the node; left alone by default. */
  public B startAtBoot() {
    return startAtBoot(true);
  }

  /** Whether it starts together with the node; left alone by default. */
  public B startAtBoot(boolean onBoot) {
    return startup(
        "startAtBoot",
        onBoot,
        (s, it) -> new Startup(it, s.order(), s.delaySeconds(), s.stopSeconds()));
  }

  /**
   * Its place in the order in which the node starts guests and stops them, from 0; none by default.
   */
  public B bootOrder(int place) {
    return startup(
        "bootOrder",
        place,
        (s, it) -> new Startup(s.onBoot(), OptionalInt.of(it), s.delaySeconds(), s.stopSeconds()));
  }

  /** How long the node waits after starting it, whole seconds; as Proxmox likes by default. */
  public B bootDelay(Duration delay) {
    return startup(
        "bootDelay",
        delay,
        (s, it) -> new Startup(s.onBoot(), s.order(), whole(it), s.stopSeconds()));
  }

  /** How long the node waits when stopping it, whole seconds; its boot delay by default. */
  public B stopDelay(Duration delay) {
    return startup(
        "stopDelay",
        delay,
        (s, it) -> new Startup(s.onBoot(), s.order(), s.delaySeconds(), whole(it)));
  }

  private static OptionalInt whole(Duration delay) {
    return OptionalInt.of(Math.toIntExact(delay.toSeconds()));
  }

  /** What is installed in it, in this order; nothing by default. */
  public B install(FeatureUse... features) {
    return edit(
        c -> c.features(append(now().features(), Stream.of(features).map(PlainValues::of))));
  }

  /** The script that sets up its application, by file name without folders; none by default. */
  public B applicationScript(String fileName) {
    return say("applicationScript", fileName, Container.Builder::applicationScript);
  }

  /** How to tell that it works; no check by default. */
  public B healthCheck(HealthCheckDef check) {
    return say("healthCheck", check.check(), Container.Builder::healthCheck);
  }

  /**
   * Turns its firewall on: the first rule that fits decides, and what comes in without one is
   * dropped; left alone by default.
   */
  public B firewall(FirewallRuleDef... rules) {
    draft().say("firewall");
    return firewallRules(Stream.of(rules).map(FirewallRuleDef::rule));
  }

  /** Keeps its firewall off, whatever rules it has; left alone by default. */
  public B firewallOff() {
    draft().say("firewallOff");
    return firewallRules(Stream.of());
  }

  /**
   * What else there is to say about its firewall, like {@code o -> o.policyIn(REJECT).dhcp(true)};
   * turns it on like {@link #firewall}; left alone by default.
   */
  public B firewallOptions(Consumer<? super FirewallOptions.Builder> options) {
    draft().say("firewall");
    FirewallOptions.Builder builder =
        now().firewall().map(Firewall::options).orElse(FirewallOptions.none()).toBuilder();
    options.accept(builder);
    firewallRules(Stream.of());
    return edit(c -> c.firewall(now().firewall().orElseThrow().withOptions(builder.build())));
  }

  /** Guests that must work before it is set up, and which come along with it; none by default. */
  public B dependsOn(GuestDef... guests) {
    List.of(guests).forEach(draft()::need);
    return edit(
        c -> c.dependencies(append(now().dependencies(), Stream.of(guests).map(GuestDef::vmid))));
  }

  /** A port that a service of it is known by, 1 to 65535; none by default. */
  public B port(int port) {
    return port(port, port);
  }

  /** A port that others use, and the port inside of it that is meant, 1 to 65535. */
  public B port(int outer, int inner) {
    return edit(c -> c.ports(append(now().ports(), Stream.of(new PortMapping(outer, inner)))));
  }

  /** Mounts a shared volume at an absolute path inside of it; nothing by default. */
  public B mount(SharedVolumeDef volume, String path) {
    draft().mount(volume, path);
    return self();
  }

  /** Mounts a folder of the node at an absolute path inside of it; nothing by default. */
  public B mount(FolderDef folder, String path) {
    return mount(() -> folder.at(path));
  }

  /** Mounts a volume of its own at an absolute path inside of it; nothing by default. */
  public B mount(VolumeDef volume, String path) {
    return mount(() -> volume.at(path));
  }

  /** Its part in a Portainer set-up; nothing is said by default. */
  public B portainerRole(PortainerRole role) {
    return say("portainerRole", role, Container.Builder::portainerRole);
  }

  /**
   * A key of the JSON file that has no word here, with text, a number, a boolean, a list or a map;
   * maps are sorted, {@link ai.thinkheads.phoenix.core.model.Attributes} keep their order.
   */
  public B extra(String key, Object value) {
    return say(
        "extra " + key, value, (c, it) -> c.extras(now().extras().with(key, PlainValues.of(it))));
  }

  private <T> B startup(String part, T value, BiFunction<Startup, T, Startup> edit) {
    return say(
        part, value, (c, it) -> c.startup(edit.apply(now().startup().orElse(NOT_AT_BOOT), it)));
  }

  private B firewallRules(Stream<FirewallRule> more) {
    List<FirewallRule> before = now().firewall().map(Firewall::rules).orElse(List.of());
    boolean on = !draft().hasSaid("firewallOff");
    FirewallOptions options =
        now().firewall().map(Firewall::options).orElse(FirewallOptions.none());
    return edit(c -> c.firewall(new Firewall(on, append(before, more), options)));
  }

  /** Volumes come before folders, as in the JSON file, which keeps them apart. */
  private B mount(Supplier<Mount> mount) {
    return edit(
        c ->
            c.mounts(
                append(now().mounts(), Stream.of(mount.get())).stream()
                    .sorted(Comparator.comparing(Mount.Bind.class::isInstance))
                    .toList()));
  }
}
