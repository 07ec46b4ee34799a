package ai.thinkheads.phoenix.testing.sim;

import static ai.thinkheads.phoenix.testing.sim.OptionSpec.format;
import static ai.thinkheads.phoenix.testing.sim.OptionSpec.integer;
import static ai.thinkheads.phoenix.testing.sim.OptionSpec.text;

import ai.thinkheads.phoenix.core.state.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The program {@code pvesm}: storages and what they hold. */
final class Pvesm {

  private final List<Verb> verbs =
      List.of(
          new Verb("pvesm", "status", Pvesm::status)
              .option("storage", format(Formats::storageId))
              .option("content", text())
              .option("enabled", OptionSpec.bool()),
          new Verb("pvesm", "list", Pvesm::list)
              .with("storage", format(Formats::storageId))
              .option("content", text())
              .option("vmid", integer(1, Integer.MAX_VALUE).withFormat(Formats.VMID)),
          new Verb("pvesm", "free", Pvesm::free).with("volume", text()));

  int run(List<String> words, Call.Context context) {
    for (Verb verb : verbs) {
      if (!words.isEmpty() && verb.name().equals(words.get(0))) {
        return verb.run(words.subList(1, words.size()), context);
      }
    }
    context
        .output()
        .err(
            words.isEmpty()
                ? "ERROR: no command specified\n"
                : "ERROR: unknown command 'pvesm " + words.get(0) + "'\n");
    return Refusal.DIED;
  }

  private static int status(Call call) {
    Node node = call.node();
    call.find("storage").ifPresent(node.storages()::usable);
    List<Storage> shown = new ArrayList<>(node.storages().all().values());
    call.find("storage").ifPresent(id -> shown.removeIf(storage -> !storage.id().equals(id)));
    call.find("content")
        .ifPresent(type -> shown.removeIf(storage -> !storage.content().contains(type)));
    int width = shown.stream().mapToInt(storage -> storage.id().length()).max().orElse(0) + 1;
    StringBuilder text = new StringBuilder();
    String head = "%-" + width + "s %10s %10s %15s %15s %15s %8s\n";
    text.append(String.format(head, "Name", "Type", "Status", "Total", "Used", "Available", "%"));
    for (Storage storage : shown) {
      long total = node.storages().total(storage.id()) / 1024;
      long used =
          node.storages().used(storage.id()) / 1024
              + node.volumes().on(storage.id()).size() * 1024L;
      text.append(
          String.format(
              Locale.ROOT,
              head,
              storage.id(),
              storage.type(),
              storage.disabled() ? "disabled" : "active",
              storage.disabled() ? 0 : total,
              storage.disabled() ? 0 : used,
              storage.disabled() ? 0 : total - used,
              storage.disabled()
                  ? "N/A"
                  : String.format(Locale.ROOT, "%7.2f%%", used * 100.0 / total)));
    }
    call.output().out(text.toString());
    return 0;
  }

  private static int free(Call call) {
    String id = call.get("volume");
    Volume volume =
        Volume.parse(id)
            .filter(call.node().volumes()::exists)
            .orElseThrow(() -> Refusal.died("no such volume '" + id + "'"));
    call.node().volumes().free(volume);
    call.output().out("Removed volume '" + id + "'\n");
    return 0;
  }

  private record Row(String volid, String format, String type, long size, String vmid) {}

  private static int list(Call call) {
    Storage storage = call.node().storages().usable(call.get("storage"));
    List<Row> rows = volumes(call.node(), storage);
    rows.addAll(files(call.node(), storage));
    call.find("content").ifPresent(type -> rows.removeIf(row -> !row.type().equals(type)));
    call.find("vmid").ifPresent(vmid -> rows.removeIf(row -> !row.vmid().equals(vmid)));
    int width = rows.stream().mapToInt(row -> row.volid().length()).max().orElse(1);
    long largest = rows.stream().mapToLong(Row::size).max().orElse(0);
    String columns = "%-" + width + "s %-7s %-9s %" + String.valueOf(largest).length() + "s";
    StringBuilder text =
        new StringBuilder(
            String.format(columns + " %s\n", "Volid", "Format", "Type", "Size", "VMID"));
    for (Row row : rows) {
      String line = String.format(columns, row.volid(), row.format(), row.type(), row.size());
      text.append(row.vmid().isEmpty() ? line : line + " " + row.vmid()).append('\n');
    }
    call.output().out(text.toString());
    return 0;
  }

  private static List<Row> volumes(Node node, Storage storage) {
    List<Row> rows = new ArrayList<>();
    for (Volume volume : node.volumes().on(storage.id())) {
      rows.add(
          new Row(
              volume.id(),
              volume.format(),
              "rootdir",
              node.volumes().size(volume),
              volume.owner().toString()));
    }
    return rows;
  }

  private static List<Row> files(Node node, Storage storage) {
    List<Row> rows = new ArrayList<>();
    Optional<String> path = storage.path();
    for (Map.Entry<String, String> content : Storages.FILE_CONTENTS.entrySet()) {
      if (path.isEmpty() || !storage.content().contains(content.getKey())) {
        continue;
      }
      String folder = path.get() + "/" + content.getValue();
      for (String name : node.files().list(folder)) {
        long size = node.files().bytes(folder + "/" + name).orElse(new byte[0]).length;
        String volid = storage.id() + ":" + content.getKey() + "/" + name;
        rows.add(new Row(volid, formatOf(name), content.getKey(), size, ""));
      }
    }
    return rows;
  }

  private static String formatOf(String name) {
    String suffix = name.substring(name.lastIndexOf('.') + 1);
    return switch (suffix) {
      case "gz" -> "tgz";
      case "xz" -> "txz";
      case "zst" -> "tzst";
      case "iso" -> "iso";
      default -> "raw";
    };
  }
}
