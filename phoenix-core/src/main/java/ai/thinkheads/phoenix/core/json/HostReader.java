package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.Host;
import ai.thinkheads.phoenix.core.model.SharedVolume;
import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns {@code phoenix_hypervisor_config.json} into the host part of an infrastructure. */
final class HostReader {

  static final String VOLUMES = "shared_volumes";
  static final String FIREWALL = "firewall";

  private static final String ANY_PATH = "/any";

  private final Cursor root;
  private final Map<String, SharedVolume> volumes = new LinkedHashMap<>();
  private Optional<Cursor> misplacedFirewall = Optional.empty();

  private HostReader(Cursor root) {
    this.root = root;
  }

  static Host read(Cursor root) {
    return new HostReader(root).read();
  }

  private Host read() {
    root.get(VOLUMES).ifPresent(all -> all.forEach(this::volume));
    return new Host(volumes, settings());
  }

  /** Old files have the firewall of the host among the shared volumes, where no one looked. */
  private Attributes settings() {
    Attributes settings = root.rest();
    if (misplacedFirewall.isEmpty()) {
      return settings;
    }
    Cursor firewall = misplacedFirewall.get();
    if (settings.values().containsKey(FIREWALL)) {
      firewall.warning("is overruled by firewall at the root of the file", "remove it here");
      return settings;
    }
    String message = "is no volume but the firewall of the host, which is kept and has no effect";
    firewall.warning(message, "move it to the root of the file");
    return settings.with(FIREWALL, AttributesJson.plain(firewall.value()));
  }

  private void volume(String name, Cursor at) {
    if (name.equals(FIREWALL) && !at.has("host_path")) {
      misplacedFirewall = Optional.of(at);
      return;
    }
    Optional<String> path =
        at.get("host_path")
            .flatMap(text -> text.parse(word -> SharedVolume.of(name, word, Map.of()).hostPath()));
    SortedMap<Vmid, String> mounts = new TreeMap<>();
    at.get("mounts")
        .ifPresent(all -> all.forEach((vmid, target) -> mount(name, vmid, target, mounts)));
    Optional<String> owner = at.get("owner").flatMap(HostReader::owner);
    path.flatMap(folder -> at.attempt(() -> new SharedVolume(name, folder, mounts, owner)))
        .ifPresent(volume -> volumes.put(name, volume));
  }

  private static void mount(
      String volume, String vmid, Cursor target, SortedMap<Vmid, String> mounts) {
    target
        .attempt(() -> Vmid.parse(vmid))
        .ifPresent(
            guest ->
                target
                    .parse(path -> checkedMount(volume, guest, path))
                    .ifPresent(path -> mounts.put(guest, path)));
  }

  private static String checkedMount(String volume, Vmid guest, String path) {
    return SharedVolume.of(volume, ANY_PATH, Map.of(guest, path)).mounts().get(guest);
  }

  /** Old files may name an owner that nothing ever read; only numbers are understood. */
  private static Optional<String> owner(Cursor at) {
    Optional<String> owner = at.text().filter(text -> text.matches("[0-9]{1,10}:[0-9]{1,10}"));
    if (owner.isEmpty()) {
      at.note("is kept, but has no effect", "write UID:GID in numbers, like 100000:100000");
    }
    return owner;
  }
}
