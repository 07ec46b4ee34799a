package ai.thinkheads.phoenix.dsl;

import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.ContainerOption;
import ai.thinkheads.phoenix.core.model.IdMapping;
import ai.thinkheads.phoenix.core.model.LxcRow;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The options of Proxmox that can be given to any guest. What is not said is left alone; an empty
 * text says that an option shall not be set.
 *
 * @param <B> the block itself, so that calls chain
 */
public abstract sealed class OptionBlock<B extends OptionBlock<B>> permits GuestBlock {

  private final Draft draft;

  OptionBlock(Draft draft) {
    this.draft = draft;
  }

  /**
   * The processor architecture, like {@code amd64} or {@code arm64}; that of its image by default.
   */
  public B architecture(String word) {
    return option(ContainerOption.ARCH, word);
  }

  /**
   * What the console command opens: {@code tty} (the default), {@code console} or {@code shell}.
   */
  public B consoleMode(String word) {
    return option(ContainerOption.CMODE, word);
  }

  /** Whether it has a {@code /dev/console}; true by default. */
  public B console(boolean present) {
    return option(ContainerOption.CONSOLE, present);
  }

  /** How many cores' worth of time it may use, 0 to 8192, like 2.5; 0 by default, for no limit. */
  public B cpuLimit(double cores) {
    return option(ContainerOption.CPULIMIT, plain(cores));
  }

  /** Its weight when CPU time is short, 0 to 500000; 100 by default. */
  public B cpuUnits(int weight) {
    return option(ContainerOption.CPUUNITS, weight);
  }

  /** Whether starting it logs more; false by default. */
  public B debug(boolean on) {
    return option(ContainerOption.DEBUG, on);
  }

  /** A remark for people, up to 8192 characters; none by default. */
  public B description(String text) {
    return option(ContainerOption.DESCRIPTION, text);
  }

  /** The command that is its first process, on Proxmox VE 9; {@code /sbin/init} by default. */
  public B entrypoint(String command) {
    return option(ContainerOption.ENTRYPOINT, command);
  }

  /**
   * A script of the node that is called when it starts and stops, like {@code
   * local:snippets/hook.pl}; none by default.
   */
  public B hookScript(String volume) {
    return option(ContainerOption.HOOKSCRIPT, volume);
  }

  /** How Proxmox sets up what is inside, like {@code debian}; detected by default. */
  public B osType(String word) {
    return option(ContainerOption.OSTYPE, word);
  }

  /** Whether Proxmox refuses to destroy it and to change its volumes; false by default. */
  public B protection(boolean on) {
    return option(ContainerOption.PROTECTION, on);
  }

  /** The domains in which it looks for host names; those of the node by default. */
  public B searchDomains(String... domains) {
    return option(ContainerOption.SEARCHDOMAIN, String.join(",", domains));
  }

  /** Words to find it by, in no order and lower case; none by default. */
  public B tags(String... words) {
    return option(ContainerOption.TAGS, String.join(",", words));
  }

  /** Its time zone, like {@code Europe/Berlin}, or {@code host}; that of its image by default. */
  public B timezone(String zone) {
    return option(ContainerOption.TIMEZONE, zone);
  }

  /** How many terminals it has, 0 to 6; 2 by default. */
  public B terminals(int count) {
    return option(ContainerOption.TTY, count);
  }

  /** Device files of the node that it may use, besides those of its GPUs; none by default. */
  public B device(DeviceDef... devices) {
    return edit(c -> c.devices(append(now().devices(), Stream.of(devices).map(DeviceDef::device))));
  }

  /**
   * A raw row of LXC's own configuration, like {@code lxc("lxc.mount.auto", "proc:rw")}; rows keep
   * their order; none by default.
   */
  public B lxc(String key, String value) {
    return edit(c -> c.lxc(append(now().lxc(), Stream.of(new LxcRow(key, value)))));
  }

  /**
   * Lets ids of the node stand for ids inside of it; 0 to 65535 are 100000 to 165535 by default in
   * an unprivileged guest, and any mapping that is given replaces all of that.
   *
   * @param kind whether it is about users or groups
   * @param inside the first id inside
   * @param outside the first id of the node
   * @param count how many ids
   */
  public B idmap(IdMapping.Kind kind, long inside, long outside, long count) {
    return edit(
        c ->
            c.lxc(
                append(now().lxc(), Stream.of(new IdMapping(kind, inside, outside, count).row()))));
  }

  /** An environment variable of its first process, on Proxmox VE 9; none by default. */
  public B environment(String name, String value) {
    return say(
        "variable " + name,
        value,
        (c, it) -> {
          Map<String, String> variables = new TreeMap<>(now().environment());
          variables.put(name, it);
          c.environment(variables);
        });
  }

  /** The resource pool of Proxmox that it belongs to; left alone by default. */
  public B pool(String name) {
    return say("pool", name, Container.Builder::pool);
  }

  /**
   * The node of the cluster that it lives on; it is moved there when it lives elsewhere. By default
   * it is left where it is, and made where its source lives, else on the node that is connected to.
   */
  public B node(String name) {
    return say("node", name, Container.Builder::node);
  }

  /**
   * Whether it goes back to what it was when a change of it fails; as for the whole infrastructure
   * by default.
   */
  public B rollbackOnFailure(boolean on) {
    return say("rollbackOnFailure", on, Container.Builder::rollbackOnFailure);
  }

  abstract B self();

  final Draft draft() {
    return draft;
  }

  /** Says what can be said only once. */
  final <T> B say(String part, T value, BiConsumer<Container.Builder, T> edit) {
    draft.once(part, value);
    return edit(c -> edit.accept(c, value));
  }

  final B edit(Consumer<Container.Builder> edit) {
    draft.edit(edit);
    return self();
  }

  final Container now() {
    return draft.container();
  }

  static <T> List<T> append(Collection<? extends T> before, Stream<? extends T> more) {
    return Stream.<T>concat(before.stream(), more).toList();
  }

  /** The number without an exponent; what is no number is left to be refused by name. */
  static String plain(double number) {
    return Double.isFinite(number)
        ? BigDecimal.valueOf(number).toPlainString()
        : Double.toString(number);
  }

  private B option(ContainerOption option, Object value) {
    return say(option.key(), value.toString(), (c, it) -> c.option(option, it));
  }
}
