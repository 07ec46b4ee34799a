package ai.thinkheads.phoenix.core.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The options of a container that hold one value and have no part of their own in {@link
 * Container}: the one table of their names, values and defaults ({@code PVE::LXC::Config} of
 * pve-container 5.3 and 6.1).
 *
 * <p>An option that a definition does not name is left alone. One that it gives an empty text or
 * list, or Proxmox's default, shall be as if it were not set.
 */
public enum ContainerOption {
  /** The processor architecture; detected by Proxmox when the container is made. */
  ARCH(
      choice("amd64", "i386", "arm64", "armhf", "riscv32", "riscv64"),
      "amd64",
      "The processor architecture; detected when the container is made."),
  /** What the console command opens. */
  CMODE(choice("shell", "console", "tty"), "tty", "What the console command opens."),
  /** Whether it has a {@code /dev/console}. */
  CONSOLE(new OptionKind.Switch(), "1", "Whether it has a /dev/console."),
  /** How many CPU cores' worth of time it may use; 0 for no limit. */
  CPULIMIT(
      new OptionKind.Decimal(0, 8192),
      "0",
      "How many cores' worth of time it may use; 0 for no limit."),
  /** Its weight when CPU time is short; the default is that of cgroup 2, which ends at 10000. */
  CPUUNITS(new OptionKind.Whole(0, 500_000), "100", "Its weight when CPU time is short."),
  /** Whether starting it logs more. */
  DEBUG(new OptionKind.Switch(), "0", "Whether starting it logs more."),
  /** A remark for people; line breaks at the end mean nothing. */
  DESCRIPTION(
      new OptionKind.Text(
          Pattern.compile("[^\\x00]*"), 8192, "a text of up to 8192 characters without NUL"),
      null,
      "A remark for people."),
  /** The command that is its first process. */
  ENTRYPOINT(
      new OptionKind.Text(
          Pattern.compile("[^\\x00-\\x08\\x0a-\\x1f\\x7f]*"), 4096, "a command on one line"),
      "/sbin/init",
      "The command that is its first process.",
      9),
  /** A script of the node that is called when it starts and stops. */
  HOOKSCRIPT(
      new OptionKind.Text(
          Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*[A-Za-z0-9]:snippets/[^\\s,\\x00-\\x1f]+"),
          255,
          "a volume id like local:snippets/hook.pl"),
      null,
      "A script of the node that is called when it starts and stops."),
  /** How Proxmox sets up what is inside; detected when the container is made. */
  OSTYPE(
      choice(
          "debian",
          "devuan",
          "ubuntu",
          "centos",
          "fedora",
          "opensuse",
          "archlinux",
          "alpine",
          "gentoo",
          "nixos",
          "unmanaged"),
      null,
      "How Proxmox sets up what is inside; detected when the container is made."),
  /** Whether Proxmox refuses to destroy it and to change its volumes. */
  PROTECTION(
      new OptionKind.Switch(),
      "0",
      "Whether Proxmox refuses to destroy it and to change its volumes."),
  /** The domains in which it looks for host names. */
  SEARCHDOMAIN(
      new OptionKind.Words(
          Pattern.compile(
              "[A-Za-z0-9]([A-Za-z0-9-]{0,62}[A-Za-z0-9])?"
                  + "(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,62}[A-Za-z0-9])?)*"),
          " ",
          false,
          "domain names like example.org"),
      null,
      "The domains in which it looks for host names."),
  /** Words to find it by. */
  TAGS(
      new OptionKind.Words(
          Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+-]*"),
          ";",
          true,
          "words of letters, digits, '_', '-', '+' and '.'"),
      null,
      "Words to find it by; lower case, in no order."),
  /** Its time zone, or {@code host} for that of the node. */
  TIMEZONE(
      new OptionKind.Text(
          Pattern.compile("[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,3}"),
          64,
          "host, UTC or a zone like Europe/Berlin"),
      null,
      "Its time zone, or host for that of the node."),
  /** How many terminals it has. */
  TTY(new OptionKind.Whole(0, 6), "2", "How many terminals it has.");

  private static final int OLDEST_SUPPORTED = 8;

  @SuppressWarnings("ImmutableEnumChecker") // All kinds are records over immutable values.
  private final OptionKind kind;

  private final Optional<String> defaultValue;
  private final String summary;
  private final int since;

  ContainerOption(OptionKind kind, @Nullable String defaultValue, String summary, int since) {
    this.kind = kind;
    this.defaultValue = Optional.ofNullable(defaultValue);
    this.summary = summary;
    this.since = since;
  }

  ContainerOption(OptionKind kind, @Nullable String defaultValue, String summary) {
    this(kind, defaultValue, summary, OLDEST_SUPPORTED);
  }

  private static OptionKind choice(String... words) {
    return new OptionKind.Choice(List.of(words));
  }

  /** What Proxmox calls it, and what it is called in the JSON files. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What values it takes. */
  public OptionKind kind() {
    return kind;
  }

  /** What Proxmox assumes when it is not set; absent when that is nothing, or is detected. */
  public Optional<String> defaultValue() {
    return defaultValue;
  }

  /** What it is, in a sentence. */
  public String summary() {
    return summary;
  }

  /** The first major version of Proxmox VE that knows it, among those that are supported. */
  public int since() {
    return since;
  }

  /** The option of that name, when there is one. */
  public static Optional<ContainerOption> of(String key) {
    for (ContainerOption option : values()) {
      if (option.key().equals(key)) {
        return Optional.of(option);
      }
    }
    return Optional.empty();
  }

  /**
   * The one text of a value, by which values are compared and which Proxmox is given: numbers
   * without needless zeros, {@code 0} and {@code 1} for switches, tags in order.
   *
   * @throws IllegalArgumentException when the option does not take that value
   */
  public String canonical(String value) {
    return kind.canonical(value)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    key() + " cannot be \"" + value + "\"; use " + kind.expectation()));
  }

  /** Whether that canonical value is the same as not setting the option. */
  public boolean isUnset(String canonical) {
    return canonical.isEmpty() || defaultValue.filter(canonical::equals).isPresent();
  }
}
