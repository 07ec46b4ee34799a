package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.ContainerOption;
import ai.thinkheads.phoenix.core.model.IpAddress;
import ai.thinkheads.phoenix.core.model.Startup;
import ai.thinkheads.phoenix.core.state.ConfigSection;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.state.PropertyString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * The settings of a container that its definition asks for, computed on top of those it has:
 * sub-keys and entries that the definition does not own are carried along unchanged. What it owns
 * is written down in decision 0005.
 */
final class DesiredOptions {

  private final GuestGoal goal;
  private final Container container;
  private final SettingsDraft draft;

  private DesiredOptions(GuestGoal goal, SortedMap<String, String> present) {
    this.goal = goal;
    this.container = goal.container();
    this.draft = new SettingsDraft(present);
  }

  /**
   * All settings as they shall be.
   *
   * @param goal the container with all that its definition implies
   * @param present the settings it has; when it is to be made from an image, those that tell where
   *     it comes from
   * @param observed what exists, seen from its node
   */
  static SortedMap<String, String> of(
      GuestGoal goal, SortedMap<String, String> present, ObservedState observed) {
    DesiredOptions options = new DesiredOptions(goal, present);
    options.resources();
    options.named();
    options.flags();
    options.startup();
    options.parts(observed);
    options.description();
    return options.draft.wanted();
  }

  private void parts(ObservedState observed) {
    new DesiredNetworks(draft, container).apply(container.networks());
    DesiredMounts mounts = new DesiredMounts(draft);
    mounts.apply(goal.mounts());
    mounts.rootDisk(container.rootDisk().options());
    DesiredGpus gpus = new DesiredGpus(draft, container, observed);
    new DesiredDevices(draft).gpus(gpus.byOption()).passedThrough(container.devices()).apply();
    new DesiredRows(draft).apply(container, gpus);
  }

  private void resources() {
    draft.set("hostname", container.name());
    draft.set("cores", Integer.toString(container.cores()));
    draft.set("memory", Long.toString(container.memory().toMib()));
    container.swap().ifPresent(swap -> draft.set("swap", Long.toString(swap.toMib())));
    if (!container.nameservers().isEmpty()) {
      draft.set(
          "nameserver",
          container.nameservers().stream().map(IpAddress::text).collect(Collectors.joining(" ")));
    }
  }

  private void named() {
    container
        .options()
        .values()
        .forEach(
            (option, value) -> {
              if (value.isEmpty()) {
                draft.remove(option.key());
              } else if (option != ContainerOption.DESCRIPTION) {
                draft.set(option.key(), value);
              }
            });
  }

  private void flags() {
    if (goal.flags().isEmpty()) {
      return;
    }
    PropertyString flags = PropertyString.parse(draft.present("features"));
    for (Map.Entry<String, String> flag : goal.flags().entrySet()) {
      flags = flags.with(flag.getKey(), flag.getValue());
    }
    draft.set("features", flags.toString());
  }

  private void startup() {
    container
        .startup()
        .ifPresent(
            startup -> {
              draft.set("onboot", startup.onBoot() ? "1" : "0");
              startupOrder(startup).ifPresent(value -> draft.set("startup", value));
            });
  }

  private static Optional<String> startupOrder(Startup startup) {
    List<String> parts = new ArrayList<>();
    startup.order().ifPresent(order -> parts.add("order=" + order));
    startup.delaySeconds().ifPresent(delay -> parts.add("up=" + delay));
    OptionalInt down =
        startup.stopSeconds().isPresent() ? startup.stopSeconds() : startup.delaySeconds();
    down.ifPresent(delay -> parts.add("down=" + delay));
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(",", parts));
  }

  /** The notes: what people wrote, and what is remembered. */
  private void description() {
    String present = draft.present(ConfigSection.DESCRIPTION);
    String text = Ownership.withoutMark(present);
    String wanted = container.options().get(ContainerOption.DESCRIPTION).orElse(text);
    SortedSet<String> names = draft.remembered().origin(container.vmid(), goal.infrastructure());
    names.addAll(draft.owned());
    boolean same = OptionValues.same(ConfigSection.DESCRIPTION, text, wanted);
    keep(
        same && draft.remembered().names().equals(names)
            ? present
            : new Ownership(names).in(wanted));
  }

  private void keep(String description) {
    if (description.isEmpty()) {
      draft.remove(ConfigSection.DESCRIPTION);
    } else {
      draft.set(ConfigSection.DESCRIPTION, description);
    }
  }
}
