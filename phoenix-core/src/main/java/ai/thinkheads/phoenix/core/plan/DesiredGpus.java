package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.state.ConfigSection;
import ai.thinkheads.phoenix.core.state.DeviceNumber;
import ai.thinkheads.phoenix.core.state.NodeSupply;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.state.RawRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a container is given the device files of its GPUs: by options {@code devN} where Proxmox has
 * them, else by raw rows with the numbers that the devices have on the node right now. A device
 * that it has in either way already stays as it is, and is never given twice.
 */
final class DesiredGpus {

  private static final String ALLOW = "lxc.cgroup2.devices.allow";
  private static final String MOUNT = "lxc.mount.entry";

  /** How the numbers in rows that belong to the assignment are remembered. */
  private static final String OWN = "gpu:";

  private static final Pattern OWN_ALLOW = Pattern.compile("c ([0-9]+:[0-9]+) rwm");
  private static final Pattern ALLOWS =
      Pattern.compile("[ac]\\s+([0-9]+|\\*):([0-9]+|\\*)\\s+(?=[rwm]*r)(?=[rwm]*w)[rwm]+|a");

  private final SettingsDraft draft;
  private final Map<String, DeviceNumber> numbers;
  private final List<RawRow> defined;
  private final List<RawRow> present;
  private final boolean hasOptions;
  private final List<String> byOption = new ArrayList<>();
  private final List<String> byRows = new ArrayList<>();

  DesiredGpus(SettingsDraft draft, Container container, ObservedState observed) {
    this.draft = draft;
    this.numbers = observed.condition().supply().map(NodeSupply::numbers).orElse(new TreeMap<>());
    this.defined = container.lxc().stream().map(row -> new RawRow(row.key(), row.value())).toList();
    this.present = RawRow.parseAll(draft.present(ConfigSection.ROWS));
    // devN came with pve-container 5.0.6.
    this.hasOptions = observed.node().isAtLeast(8, 1);
    GpuDevices.paths(container.gpus(), observed.devices()).forEach(this::decide);
  }

  private void decide(String path) {
    if (defined.stream().anyMatch(row -> isMountOf(row, path))) {
      return;
    }
    boolean option =
        draft.find("dev", device -> DesiredDevices.path(device).equals(path)).isPresent();
    if (option || (hasOptions && !isGivenByRows(path))) {
      byOption.add(path);
    } else {
      byRows.add(path);
    }
  }

  private boolean isGivenByRows(String path) {
    return present.stream().anyMatch(row -> isMountOf(row, path))
        && (!numbers.containsKey(path)
            || isAllowed(numbers.get(path), present.stream().filter(row -> !isOutdated(row))));
  }

  private static boolean isMountOf(RawRow row, String path) {
    return row.key().equals(MOUNT) && row.value().split("\\s+", 2)[0].equals(path);
  }

  private static boolean isAllowed(DeviceNumber number, Stream<RawRow> rows) {
    return rows.filter(row -> row.key().equals(ALLOW))
        .map(row -> ALLOWS.matcher(row.value()))
        .filter(Matcher::matches)
        .anyMatch(
            allowed ->
                fits(allowed.group(1), number.major()) && fits(allowed.group(2), number.minor()));
  }

  /** The bare {@code a} has no numbers, and allows all of them. */
  private static boolean fits(@Nullable String allowed, int number) {
    return allowed == null || allowed.equals("*") || allowed.equals("" + number);
  }

  /** The device files that it is given by options. */
  List<String> byOption() {
    return byOption;
  }

  /**
   * Whether a row belongs to the assignment: what mounts a device of a GPU, and what allows one. A
   * row of the definition never does.
   */
  boolean isOwn(RawRow row) {
    if (defined.contains(row)) {
      return false;
    }
    return (row.key().equals(MOUNT) && row.value().startsWith(GpuDevices.PREFIX))
        || ownNumber(row).isPresent();
  }

  private Optional<String> ownNumber(RawRow row) {
    Matcher allow = OWN_ALLOW.matcher(row.value());
    return row.key().equals(ALLOW) && allow.matches()
        ? Optional.of(allow.group(1)).filter(number -> isRemembered(number) || isOfGpu(number))
        : Optional.empty();
  }

  private boolean isRemembered(String number) {
    return draft.remembered().has(OWN + number);
  }

  private boolean isOfGpu(String number) {
    return numbers.entrySet().stream()
        .filter(device -> device.getKey().startsWith(GpuDevices.PREFIX))
        .anyMatch(device -> device.getValue().toString().equals(number));
  }

  /** Whether a row allows what once was a device of a GPU, and now is something else. */
  private boolean isOutdated(RawRow row) {
    return ownNumber(row).filter(number -> !isOfGpu(number)).isPresent();
  }

  /** All rows of the assignment: first those that it keeps, in their order. */
  List<RawRow> rows() {
    List<RawRow> rows = new ArrayList<>();
    present.stream().filter(this::isOwn).filter(this::isNeeded).distinct().forEach(rows::add);
    for (String path : byRows) {
      Optional.ofNullable(numbers.get(path))
          .filter(number -> !isAllowed(number, Stream.concat(rows.stream(), others())))
          .ifPresent(number -> rows.add(new RawRow(ALLOW, "c " + number + " rwm")));
      if (rows.stream().noneMatch(row -> isMountOf(row, path))) {
        String inside = path.substring(1);
        rows.add(new RawRow(MOUNT, path + " " + inside + " none bind,optional,create=file"));
      }
    }
    rows.stream().flatMap(row -> ownNumber(row).stream()).forEach(this::remember);
    return rows;
  }

  private void remember(String number) {
    draft.own(OWN + number);
  }

  private Stream<RawRow> others() {
    return Stream.concat(defined.stream(), present.stream().filter(row -> !isOwn(row)));
  }

  private boolean isNeeded(RawRow row) {
    return ownNumber(row).isPresent()
        ? neededNumbers().contains(ownNumber(row).get())
        : byRows.stream().anyMatch(path -> isMountOf(row, path));
  }

  private SortedSet<String> neededNumbers() {
    SortedSet<String> needed = new TreeSet<>();
    for (String path : byRows) {
      Optional.ofNullable(numbers.get(path)).map(DeviceNumber::toString).ifPresent(needed::add);
    }
    return needed;
  }
}
