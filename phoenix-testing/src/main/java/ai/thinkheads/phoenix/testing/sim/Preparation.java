package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.ContainerOption;
import ai.thinkheads.phoenix.core.model.ContainerSource;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.Mount;
import java.util.List;

/** Gives a simulated node what a definition takes for granted. */
final class Preparation {

  private Preparation() {}

  static void of(SimulatedHost host, Infrastructure infrastructure) {
    infrastructure.containers().values().forEach(container -> prepare(host, container));
  }

  private static void prepare(SimulatedHost host, Container container) {
    storage(host, container.rootDisk().storage());
    for (Mount mount : container.mounts()) {
      if (mount instanceof Mount.Volume volume) {
        storage(host, volume.storage());
      }
    }
    container.networks().forEach(network -> host.addBridge(network.bridge()));
    container.devices().forEach(device -> host.addDevice(device.path()));
    container.pool().ifPresent(host::addPool);
    container.options().get(ContainerOption.HOOKSCRIPT).ifPresent(volume -> hook(host, volume));
    if (container.source() instanceof ContainerSource.Image image) {
      image(host, image.volume());
    }
    if (!container.gpus().isNone()) {
      container.gpus().indexes().forEach(index -> host.addDevice("/dev/nvidia" + index));
      List.of("/dev/nvidiactl", "/dev/nvidia-uvm", "/dev/nvidia-uvm-tools")
          .forEach(host::addDevice);
    }
  }

  private static void hook(SimulatedHost host, String volume) {
    host.addStorage(volume.replaceFirst(":.*", ""), "dir", "snippets");
    host.addSnippet(volume);
  }

  private static void storage(SimulatedHost host, String id) {
    host.addStorage(id, "zfspool", "images", "rootdir");
  }

  private static void image(SimulatedHost host, String volume) {
    if (!volume.startsWith("/")) {
      host.addStorage(volume.replaceFirst(":.*", ""), "dir", "vztmpl");
    }
    host.addImage(volume);
  }
}
