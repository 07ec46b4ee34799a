package ai.thinkheads.phoenix.testing.sim;

import static ai.thinkheads.phoenix.testing.sim.OptionSpec.format;
import static ai.thinkheads.phoenix.testing.sim.OptionSpec.text;

import ai.thinkheads.phoenix.core.state.Storage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The program {@code pveam}: images of containers, on the node and for download. */
final class Pveam {

  private static final List<String> AVAILABLE =
      List.of(
          "alpine-3.21-default_20241217_amd64.tar.xz",
          "debian-11-standard_11.7-1_amd64.tar.zst",
          "debian-12-standard_12.7-1_amd64.tar.zst",
          "ubuntu-22.04-standard_22.04-1_amd64.tar.zst",
          "ubuntu-24.04-standard_24.04-2_amd64.tar.zst");

  private final List<Verb> verbs =
      List.of(
          new Verb("pveam", "available", Pveam::available).option("section", text()),
          new Verb("pveam", "download", Pveam::download)
              .with("storage", format(Formats::storageId))
              .with("template", text()),
          new Verb("pveam", "list", Pveam::list).with("storage", format(Formats::storageId)),
          new Verb("pveam", "update", call -> 0));

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
                : "ERROR: unknown command 'pveam " + words.get(0) + "'\n");
    return Refusal.DIED;
  }

  private static int available(Call call) {
    if (!call.find("section").orElse("system").equals("system")) {
      return 0;
    }
    StringBuilder text = new StringBuilder();
    AVAILABLE.forEach(name -> text.append(String.format("%-15s %s\n", "system", name)));
    call.output().out(text.toString());
    return 0;
  }

  private static int list(Call call) {
    Node node = call.node();
    String folder = folder(call);
    StringBuilder text = new StringBuilder(String.format("%-60s %-6s\n", "NAME", "SIZE"));
    for (String name : node.files().list(folder)) {
      double size = node.files().bytes(folder + "/" + name).orElse(new byte[0]).length;
      String volid = call.get("storage") + ":vztmpl/" + name;
      text.append(String.format(Locale.ROOT, "%-60s %4.2fMB\n", volid, size / (1 << 20)));
    }
    call.output().out(text.toString());
    return 0;
  }

  private static int download(Call call) {
    String name = call.get("template");
    String file = folder(call) + "/" + name;
    if (!AVAILABLE.contains(name)) {
      throw Refusal.parameters(
          Refusal.DIED, new TreeMap<>(Map.of("template", "no such template\n")));
    }
    if (call.node().files().exists(file)) {
      call.output().out("OK, got correct file already, no need to re-download\nTASK OK\n");
      return 0;
    }
    call.node().files().write(file, "a simulated image\n");
    call.output()
        .out(
            "downloading http://download.proxmox.com/images/system/"
                + name
                + " to "
                + file
                + "\ndownload of 'http://download.proxmox.com/images/system/"
                + name
                + "' to '"
                + file
                + "' finished\n");
    return 0;
  }

  private static String folder(Call call) {
    Storage storage = call.node().storages().usable(call.get("storage"));
    if (!storage.content().contains("vztmpl") || storage.path().isEmpty()) {
      throw Refusal.died("storage '" + storage.id() + "' does not support templates");
    }
    return storage.path().get() + "/" + Storages.FILE_CONTENTS.get("vztmpl");
  }
}
