package ai.thinkheads.phoenix.proxmox;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.state.GuestKind;
import ai.thinkheads.phoenix.core.state.NodeCondition;
import ai.thinkheads.phoenix.core.state.NodeFacts;
import ai.thinkheads.phoenix.core.state.NodeTask;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedNode;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.state.Storage;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the frames of an observation mean together. */
final class ObservedFrames {

  private static final Pattern GUEST =
      Pattern.compile("nodes/([^/]+)/(lxc|qemu-server)/([1-9][0-9]{2,8})\\.conf");
  private static final Pattern RECORD =
      Pattern.compile("/var/lib/phoenix/([A-Za-z0-9][A-Za-z0-9._-]{0,63}):([0-9a-f]{16})");
  // What Proxmox itself takes for an image of a container (PVE::Storage).
  private static final Pattern JOB = Pattern.compile("(?m)^[a-z]+: *([1-9][0-9]{2,8})-[0-9]+");

  private static final Pattern IMAGE =
      Pattern.compile("([^:]+):vztmpl/[^/]+\\.tar(?:\\.(?:gz|xz|zst|bz2))?");

  private final Map<String, byte[]> files = new HashMap<>();
  private final Map<String, SortedMap<String, String>> texts = new HashMap<>();

  /**
   * @throws GarbledOutputException when a file was not readable
   */
  ObservedFrames(List<Frame> frames) throws GarbledOutputException {
    for (Frame frame : frames) {
      switch (frame.kind()) {
        case "file" -> files.put(frame.name(), frame.content());
        case "unreadable" ->
            throw new GarbledOutputException("/etc/pve/" + frame.name() + " is not readable");
        default ->
            texts
                .computeIfAbsent(frame.kind(), kind -> new TreeMap<>())
                .put(frame.name(), frame.text());
      }
    }
  }

  /** The network storages that did not answer in time. */
  SortedSet<String> silentStorages() {
    return names("silent");
  }

  /**
   * The state that they tell.
   *
   * @throws GarbledOutputException when they miss something, or contradict each other
   */
  ObservedState state() throws GarbledOutputException {
    String node = one("node");
    SortedMap<String, Storage> storages = StorageFile.parse(text("storage.cfg").orElse(""), node);
    ObservedNode observed =
        new ObservedNode(
            new NodeFacts(node, one("version"), machine()),
            storages,
            names("bridge"),
            names("device"),
            images(storages),
            names("path"),
            condition());
    SortedSet<String> members = new TreeSet<>(members().keySet());
    members.add(node);
    return new ObservedState(
        node, new TreeMap<>(Map.of(node, observed)), new TreeMap<>(), members, guests());
  }

  private String machine() {
    return names("machine").stream().findFirst().map(MachineId::fingerprint).orElse("");
  }

  /** The nodes of its cluster; none when it is in no cluster. */
  SortedMap<String, ClusterMember> members() {
    SortedMap<String, ClusterMember> members = ClusterMember.parse(text(".members").orElse(""));
    members.replaceAll((name, member) -> member.withHostKeys(hostKeys(name)));
    return members;
  }

  private List<String> hostKeys(String node) {
    return text("nodes/" + node + "/ssh_known_hosts").orElse("").lines().toList();
  }

  private NodeCondition condition() {
    SortedSet<NodeTask> tasks = new TreeSet<>();
    for (String task : names("task")) {
      int slash = task.indexOf('/');
      tasks.add(new NodeTask(task.substring(0, slash), task.substring(slash + 1)));
    }
    String text = text(".members").orElse("");
    return new NodeCondition(
        tasks,
        ClusterMember.isQuorate(text),
        HaResources.parse(text("ha/resources.cfg").orElse("")),
        replicated(text("replication.cfg").orElse("")),
        Optional.of(new SupplyFrames(texts).supply()));
  }

  /** Whose jobs those are: one begins like {@code local: 950-0}. */
  private static SortedSet<Vmid> replicated(String jobs) {
    return JOB.matcher(jobs)
        .results()
        .map(job -> Vmid.parse(job.group(1)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private SortedSet<String> images(SortedMap<String, Storage> storages) {
    SortedSet<String> images = new TreeSet<>();
    for (String image : names("image")) {
      Matcher volume = IMAGE.matcher(image);
      Storage storage = volume.matches() ? storages.get(volume.group(1)) : null;
      if (storage != null && !storage.disabled() && storage.content().contains("vztmpl")) {
        images.add(image);
      }
    }
    return images;
  }

  private SortedMap<Vmid, ObservedGuest> guests() throws GarbledOutputException {
    SortedMap<Vmid, ObservedGuest> guests = new TreeMap<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Matcher guest = GUEST.matcher(file.getKey());
      if (guest.matches()) {
        Vmid vmid = Vmid.parse(guest.group(3));
        guests.put(vmid, guest(vmid, guest.group(1), guest.group(2), file.getValue()));
      }
    }
    SortedSet<Vmid> missing = listed();
    missing.removeAll(guests.keySet());
    if (!missing.isEmpty()) {
      throw new GarbledOutputException("the configuration of " + missing + " was not readable");
    }
    return guests;
  }

  private ObservedGuest guest(Vmid vmid, String node, String folder, byte[] config)
      throws GarbledOutputException {
    return new ObservedGuest(
        vmid,
        node,
        folder.equals("lxc") ? GuestKind.CONTAINER : GuestKind.VM,
        names("running").contains(folder + "/" + vmid) && node.equals(one("node")),
        GuestConfigFile.parse(config),
        text("firewall/" + vmid + ".fw"),
        Optional.ofNullable(texts("inside").get(vmid.toString()))
            .flatMap(ObservedFrames::fingerprints));
  }

  private SortedSet<Vmid> listed() throws GarbledOutputException {
    try {
      return VmList.parse(text(".vmlist").orElse(""));
    } catch (IllegalArgumentException e) {
      throw new GarbledOutputException("/etc/pve/.vmlist is not readable");
    }
  }

  /** Anybody may have written the answer of a guest: only what is surely a record counts. */
  private static Optional<SortedMap<String, String>> fingerprints(String answer) {
    List<String> lines = answer.lines().toList();
    if (lines.isEmpty() || !lines.get(lines.size() - 1).equals("end")) {
      return Optional.empty();
    }
    SortedMap<String, String> fingerprints = new TreeMap<>();
    for (String line : lines) {
      Matcher found = RECORD.matcher(line);
      if (found.matches()) {
        fingerprints.put(found.group(1), found.group(2));
      }
    }
    return Optional.of(fingerprints);
  }

  private Optional<String> text(String file) {
    return Optional.ofNullable(files.get(file))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  private String one(String kind) throws GarbledOutputException {
    SortedSet<String> values = names(kind);
    if (values.size() != 1) {
      throw new GarbledOutputException("the " + kind + " is missing");
    }
    return values.first();
  }

  private SortedSet<String> names(String kind) {
    return new TreeSet<>(texts(kind).keySet());
  }

  private SortedMap<String, String> texts(String kind) {
    return texts.getOrDefault(kind, new TreeMap<>());
  }
}
