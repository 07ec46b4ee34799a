package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.FeatureUse;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.SharedVolume;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what the two files say twice and differently, or say of things that are nowhere. */
final class Contradictions {

  private static final int SHOWN = 4;

  private final Infrastructure infrastructure;
  private final JsonObject settings;
  private final List<Problem> problems = new ArrayList<>();

  private Contradictions(Infrastructure infrastructure) {
    this.infrastructure = infrastructure;
    this.settings = AttributesJson.write(infrastructure.host().settings());
  }

  /** The problems, without their places: warnings and notes. */
  static List<Problem> in(Infrastructure infrastructure) {
    Contradictions contradictions = new Contradictions(infrastructure);
    contradictions.volumesOnTheRootDisk();
    contradictions.volumesOfOtherPools();
    contradictions.sambaWithoutGround();
    contradictions.driversOfTwoVersions();
    infrastructure.containers().values().forEach(contradictions::vllmArguments);
    contradictions.sharedGpus();
    return contradictions.problems;
  }

  private void warning(String path, String message, String remedy) {
    problems.add(Problem.warning(path, Quoted.oneLine(message), Quoted.oneLine(remedy)));
  }

  private void note(String path, String message, String remedy) {
    problems.add(Problem.note(path, Quoted.oneLine(message), remedy));
  }

  /** Directory storages were always mounted at {@code /POOL/DATASET}, whatever the base said. */
  private void volumesOnTheRootDisk() {
    Optional<String> base = text(settings, "mount_point_base");
    for (String pool : names("pools")) {
      List<String> below =
          volumes()
              .filter(volume -> base.isPresent() && isBelow(volume, base.get() + "/" + pool))
              .map(SharedVolume::name)
              .toList();
      if (!below.isEmpty()) {
        warning(
            "mount_point_base",
            "shared volumes %s lie below %s/%s, but datasets are mounted below /%s, so they fill"
                    .formatted(String.join(", ", below), base.get(), pool, pool)
                + " the root disk",
            "use host paths below /" + pool);
      }
    }
  }

  private void volumesOfOtherPools() {
    String base = text(settings, "mount_point_base").orElse("");
    Map<String, String> pools = datasets();
    volumes()
        .forEach(
            volume -> {
              for (String pool : names("pools")) {
                String start = base + "/" + pool;
                String dataset = isBelow(volume, start) ? firstStep(volume, start) : "";
                String home = pools.getOrDefault(dataset, pool);
                if (!home.equals(pool)) {
                  warning(
                      "shared_volumes." + volume.name() + ".host_path",
                      "names " + dataset + " in pool " + pool + ", but it is in pool " + home,
                      "use the path of the pool that has it");
                }
              }
            });
  }

  private static boolean isBelow(SharedVolume volume, String folder) {
    return volume.hostPath().startsWith(folder + "/");
  }

  private static String firstStep(SharedVolume volume, String folder) {
    return volume.hostPath().substring(folder.length() + 1).split("/", 2)[0];
  }

  private Stream<SharedVolume> volumes() {
    return infrastructure.host().sharedVolumes().values().stream();
  }

  private void sambaWithoutGround() {
    JsonObject samba = settings.object("samba").orElse(JsonObject.empty());
    Optional<String> user = text(samba, "user");
    Optional<String> known = settings.object("users").flatMap(users -> text(users, "username"));
    if (user.isPresent() && known.isPresent() && !user.equals(known)) {
      String message =
          "user " + user.get() + " is made by nothing; users.username is " + known.get();
      note("samba.user", message, "name one user in both");
    }
    Map<String, String> datasets = datasets();
    List<JsonObject> shares = objects(samba, "shares");
    for (int i = 0; i < shares.size() && !datasets.isEmpty(); i++) {
      String[] path = text(shares.get(i), "path").orElse("").split("/", -1);
      if (path.length == 2 && !path[0].equals(datasets.get(path[1]))) {
        String message = "no dataset " + path[1] + " is defined in pool " + path[0];
        String remedy = "add it to zfs.datasets, or share another path";
        note("samba.shares[" + i + "].path", message, remedy);
      }
    }
  }

  private void driversOfTwoVersions() {
    JsonObject driver = settings.object("nvidia_driver").orElse(JsonObject.empty());
    differ("version", text(driver, "version"), infrastructure.nvidia().driverVersion());
    differ("runfile_url", text(driver, "runfile_url"), infrastructure.nvidia().runfileUrl());
  }

  private void differ(String key, Optional<String> ofHost, Optional<String> ofGuests) {
    if (ofHost.isPresent() && ofGuests.isPresent() && !ofHost.equals(ofGuests)) {
      warning(
          "nvidia_driver." + key,
          "is " + Quoted.brief(ofHost.get()) + ", but guests get " + Quoted.brief(ofGuests.get()),
          "guests need the driver version of their host: say the same in both files");
    }
  }

  private void vllmArguments(Container container) {
    for (FeatureUse use : container.features()) {
      if (use.name().equals(VllmKeys.FEATURE)
          && use.parameters().get("args").orElse("") instanceof List<?> arguments) {
        List<String> repeated =
            use.parameters().values().keySet().stream()
                .filter(name -> arguments.contains("--" + name.replace('_', '-')))
                .map(VllmKeys::key)
                .toList();
        if (!repeated.isEmpty()) {
          warning(
              "lxc_configs." + container.vmid() + ".vllm_args",
              "says again what stands under " + String.join(", ", repeated),
              "say it once");
        }
      }
    }
  }

  /** Templates do not run; the others share the memory of their GPUs when they do. */
  private void sharedGpus() {
    Map<Integer, List<Container>> users = new TreeMap<>();
    for (Container container : infrastructure.containers().values()) {
      Collection<Integer> gpus = container.isTemplate() ? List.of() : container.gpus().indexes();
      gpus.forEach(gpu -> users.computeIfAbsent(gpu, key -> new ArrayList<>()).add(container));
    }
    users.forEach(
        (gpu, sharing) -> {
          if (sharing.size() > 1) {
            String rest =
                sharing.size() > SHOWN ? " and " + (sharing.size() - SHOWN) + " more" : "";
            String who =
                sharing.stream()
                    .limit(SHOWN)
                    .map(Container::title)
                    .collect(Collectors.joining(", ", "", rest));
            String path = "lxc_configs." + sharing.get(1).vmid() + ".gpu_assignment";
            String message = "GPU " + gpu + " is shared by " + who;
            note(path, message, "see that its memory suffices for all");
          }
        });
  }

  /** The pool of each dataset. */
  private Map<String, String> datasets() {
    Map<String, String> pools = new LinkedHashMap<>();
    for (JsonObject dataset :
        objects(settings.object("zfs").orElse(JsonObject.empty()), "datasets")) {
      text(dataset, "name")
          .ifPresent(name -> text(dataset, "pool").ifPresent(pool -> pools.put(name, pool)));
    }
    return pools;
  }

  private List<String> names(String key) {
    return objects(settings.object("zfs").orElse(JsonObject.empty()), key).stream()
        .flatMap(object -> text(object, "name").stream())
        .toList();
  }

  private static List<JsonObject> objects(JsonObject parent, String key) {
    return parent.members().get(key) instanceof JsonArray array
        ? array.items().stream()
            .filter(JsonObject.class::isInstance)
            .map(JsonObject.class::cast)
            .toList()
        : List.of();
  }

  private static Optional<String> text(JsonObject object, String key) {
    return object.members().get(key) instanceof JsonValue.Text text
        ? Optional.of(text.value())
        : Optional.empty();
  }
}
