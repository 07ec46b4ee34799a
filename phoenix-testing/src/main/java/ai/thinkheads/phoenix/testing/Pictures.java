package ai.thinkheads.phoenix.testing;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Mount;
import ai.thinkheads.phoenix.core.model.NetworkInterface;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.text.Ink;
import ai.thinkheads.phoenix.core.text.Page;
import ai.thinkheads.phoenix.core.text.Sheet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How things look below a failed assertion. */
final class Pictures {

  private static final Page WIDE = Page.plain().withWidth(160);

  /** The text four columns to the right, blank lines left blank. */
  static String indented(String text) {
    return text.lines()
        .map(line -> line.isEmpty() ? line : "    " + line)
        .collect(Collectors.joining("\n"));
  }

  /** A container by its parts, leaving out what is not said. */
  static String of(Container container, List<Mount> mounts) {
    Sheet sheet = new Sheet();
    row(sheet, container.title(), "");
    row(sheet, "    source", container.source().toString());
    row(sheet, "    cores", Integer.toString(container.cores()));
    row(sheet, "    memory", container.memory().toString());
    row(sheet, "    disk", container.rootDisk().size() + " on " + container.rootDisk().storage());
    container.networks().forEach(network -> row(sheet, "    network", network(network)));
    rows(sheet, "    gpus", container.gpus().indexes());
    rows(sheet, "    flags", container.flags().entrySet());
    container
        .features()
        .forEach(use -> row(sheet, "    feature", use.name() + parameters(use.parameters())));
    container.applicationScript().ifPresent(name -> row(sheet, "    application", name));
    container.healthCheck().ifPresent(check -> row(sheet, "    health check", check.text()));
    rows(sheet, "    needs", container.dependencies());
    rows(sheet, "    ports", container.ports());
    mounts.forEach(mount -> row(sheet, "    mount", mount.path()));
    container.templateSnapshot().ifPresent(name -> row(sheet, "    snapshot", name));
    return sheet.on(WIDE);
  }

  private static String network(NetworkInterface network) {
    return network.name() + " on " + network.bridge() + ", " + network.ipv4();
  }

  private static String parameters(Attributes parameters) {
    return parameters.isEmpty() ? "" : " " + parameters;
  }

  /** A guest that exists, by its options and snapshots. */
  static String of(ObservedGuest guest) {
    Sheet sheet = new Sheet();
    row(
        sheet,
        "guest " + guest.vmid() + " on " + guest.node(),
        guest.running() ? "running" : "stopped");
    Map<String, String> options = guest.config().current().options();
    options.forEach((option, value) -> row(sheet, "    " + option, value));
    guest
        .config()
        .pending()
        .options()
        .forEach((option, value) -> row(sheet, "    pending " + option, value));
    guest.config().snapshots().keySet().forEach(name -> row(sheet, "    snapshot", name));
    guest.fingerprints().ifPresent(installed -> rows(sheet, "    installed", installed.keySet()));
    return sheet.on(WIDE);
  }

  private static void rows(Sheet sheet, String label, Collection<?> values) {
    if (!values.isEmpty()) {
      row(sheet, label, values.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }
  }

  private static void row(Sheet sheet, String label, String text) {
    sheet.row(label, Ink.PLAIN, text);
  }

  private Pictures() {}
}
