package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What {@code phoenix-change-volumes} does on a simulated node. */
final class ChangeVolumesScript implements HostScriptHandler {

  /** What a row of a configuration refers to; rows of other sections have another key. */
  private record Reference(String key, String volume) {}

  @Override
  public CommandResult run(HostScriptCall call) {
    Vmid vmid = Vmid.parse(call.arguments().get(0));
    List<String> arguments = new ArrayList<>(call.arguments().subList(4, call.arguments().size()));
    String note = "/var/lib/phoenix/volumes/" + vmid;
    if (call.host().exists(note)) {
      if (call.host().isWorkedOn(vmid)) {
        return CommandResult.of(
            Refusal.DIED, "", "can't lock file '" + Locks.lockFile(vmid) + "' - got timeout\n");
      }
      String seen = digest(call, vmid);
      cleanUp(call, vmid, note);
      arguments.replaceAll(word -> word.equals(seen) ? digest(call, vmid) : word);
    }
    writeNote(call, vmid, note);
    List<String> argv = new ArrayList<>(List.of("pct", call.arguments().get(3), vmid.toString()));
    argv.addAll(arguments);
    CommandResult result = call.run(argv.toArray(String[]::new));
    cleanUp(call, vmid, note);
    return result;
  }

  private static String digest(HostScriptCall call, Vmid vmid) {
    return call.host().config(vmid).map(RecoverScript::digest).orElse("");
  }

  private static void writeNote(HostScriptCall call, Vmid vmid, String note) {
    String storages = call.arguments().get(1);
    List<String> mounts = List.of(call.arguments().get(2).split(",", -1));
    Set<String> made = new HashSet<>();
    for (Reference reference : references(call, vmid)) {
      if (mounts.contains(reference.key())) {
        made.add(reference.volume());
      }
    }
    List<String> lines = new ArrayList<>(List.of(storages, mounts.get(0)));
    lines.addAll(volumes(call, vmid, storages));
    lines.removeAll(made);
    call.host().write(note, String.join("\n", lines) + "\n");
  }

  private static void cleanUp(HostScriptCall call, Vmid vmid, String note) {
    List<String> noted = call.host().read(note).orElseThrow().lines().toList();
    List<Reference> references = references(call, vmid);
    if (references.stream().noneMatch(one -> one.key().equals(noted.get(1)))) {
      Set<String> kept = new HashSet<>(noted.subList(2, noted.size()));
      references.stream()
          .filter(one -> !one.key().startsWith("unused"))
          .forEach(one -> kept.add(one.volume()));
      for (String volume : volumes(call, vmid, noted.get(0))) {
        if (!kept.contains(volume)) {
          remove(call, vmid, volume);
        }
      }
    }
    call.host().delete(note);
  }

  private static void remove(HostScriptCall call, Vmid vmid, String volume) {
    references(call, vmid).stream()
        .filter(one -> one.key().startsWith("unused") && one.volume().equals(volume))
        .findFirst()
        .ifPresentOrElse(
            unused -> call.run("pct", "set", vmid.toString(), "--delete", unused.key()),
            () -> call.run("pvesm", "free", volume));
  }

  private static List<Reference> references(HostScriptCall call, Vmid vmid) {
    List<Reference> references = new ArrayList<>();
    String section = "";
    for (String line : call.host().config(vmid).orElse("").lines().toList()) {
      section = line.startsWith("[") ? "[]" : section;
      if (line.matches("[a-z]+[0-9]*: .*")) {
        String[] row = line.split(": ", 2);
        String volume = row[1].replaceFirst("^volume=", "").replaceFirst(",.*", "");
        references.add(new Reference(section + row[0], volume));
      }
    }
    return references;
  }

  private static List<String> volumes(HostScriptCall call, Vmid vmid, String storages) {
    return Stream.of(storages.split(",", -1))
        .map(storage -> call.run("pvesm", "list", storage, "--vmid", vmid.toString()))
        .flatMap(table -> table.stdoutText().lines().skip(1))
        .map(line -> line.replaceFirst(" .*", ""))
        .toList();
  }
}
