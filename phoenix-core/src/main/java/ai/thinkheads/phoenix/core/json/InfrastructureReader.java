package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Host;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.NvidiaSoftware;
import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns the trees of the two files into an infrastructure, and tells what is wrong with them. */
final class InfrastructureReader {

  static final String NAME = "name";
  static final String CONTAINERS = "lxc_configs";

  /** Reads the host file's part; an absent file says nothing. */
  static Infrastructure readHost(JsonObject tree, Problems problems, Infrastructure start) {
    Cursor root = Cursor.root(tree, problems);
    String name = root.get(NAME).flatMap(Cursor::text).orElse(Infrastructure.DEFAULT_NAME);
    Host host = HostReader.read(root);
    new ShapeCheck(problems).check(tree, Shape.host(), JsonPath.root());
    return start.withName(name).withHost(host);
  }

  /** Reads the guest file's part; an absent file says nothing. */
  static Infrastructure readGuests(JsonObject tree, Problems problems, Infrastructure start) {
    Cursor root = Cursor.root(tree, problems);
    NvidiaSoftware nvidia =
        new NvidiaSoftware(
            root.get("nvidia_driver_version").flatMap(Cursor::text),
            root.get("nvidia_repo_url").flatMap(Cursor::text),
            root.get("nvidia_runfile_url").flatMap(Cursor::text));
    List<Container> containers = new ArrayList<>();
    root.get(CONTAINERS)
        .ifPresent(
            all -> all.forEach((vmid, entry) -> container(vmid, entry).ifPresent(containers::add)));
    Attributes extras = root.rest();
    new ShapeCheck(problems).check(tree, Shape.guests(), JsonPath.root());
    return new Infrastructure(start.name(), start.host(), nvidia, start.containers(), extras)
        .withContainers(containers);
  }

  private static Optional<Container> container(String key, Cursor entry) {
    if (!(entry.value() instanceof JsonObject)) {
      return Optional.empty();
    }
    return entry.attempt(() -> Vmid.parse(key)).flatMap(vmid -> ContainerReader.read(vmid, entry));
  }

  private InfrastructureReader() {}
}
