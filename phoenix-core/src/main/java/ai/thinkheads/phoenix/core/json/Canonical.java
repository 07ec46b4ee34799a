package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.SharedVolume;
import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.Map;
import java.util.TreeMap;

/**
 * An infrastructure as the trees of the two files, in the one spelling that is written: equal
 * infrastructures give equal trees with equal order.
 *
 * @param host the host file
 * @param guests the guest file
 */
record Canonical(JsonObject host, JsonObject guests) {

  static Canonical of(Infrastructure infrastructure) {
    return new Canonical(
        Shape.host().inOrder(host(infrastructure)), Shape.guests().inOrder(guests(infrastructure)));
  }

  private static JsonObject host(Infrastructure infrastructure) {
    JsonObject.Builder host = AttributesJson.write(infrastructure.host().settings()).toBuilder();
    if (!infrastructure.name().equals(Infrastructure.DEFAULT_NAME)) {
      host.put(InfrastructureReader.NAME, infrastructure.name());
    }
    JsonObject.Builder volumes = JsonObject.builder();
    new TreeMap<>(infrastructure.host().sharedVolumes())
        .forEach((name, volume) -> volumes.put(name, volume(volume)));
    return host.putIf(HostReader.VOLUMES, volumes.build()).build();
  }

  private static JsonObject volume(SharedVolume volume) {
    JsonObject.Builder mounts = JsonObject.builder();
    for (Map.Entry<Vmid, String> mount : volume.mounts().entrySet()) {
      mounts.put(mount.getKey().toString(), mount.getValue());
    }
    return JsonObject.builder()
        .put("host_path", volume.hostPath())
        .put("mounts", mounts.build())
        .putIf("owner", volume.owner())
        .build();
  }

  private static JsonObject guests(Infrastructure infrastructure) {
    JsonObject.Builder containers = JsonObject.builder();
    infrastructure
        .containers()
        .forEach((vmid, container) -> containers.put(vmid.toString(), ContainerTree.of(container)));
    return AttributesJson.write(infrastructure.extras()).toBuilder()
        .putIf("nvidia_driver_version", infrastructure.nvidia().driverVersion())
        .putIf("nvidia_repo_url", infrastructure.nvidia().repositoryUrl())
        .putIf("nvidia_runfile_url", infrastructure.nvidia().runfileUrl())
        .put(InfrastructureReader.CONTAINERS, containers.build())
        .build();
  }
}
