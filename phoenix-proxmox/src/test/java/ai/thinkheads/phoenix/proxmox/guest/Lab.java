package ai.thinkheads.phoenix.proxmox.guest;

import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.ContainerSource;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.NvidiaSoftware;
import ai.thinkheads.phoenix.core.model.RootDisk;
import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A small lab whose nodes run an NVIDIA driver. */
public final class Lab {

  public static final String REPOSITORY =
      "https://developer.download.nvidia.com/compute/cuda/repos/ubuntu2404/x86_64/";
  public static final String RUNFILE = "https://example.org/NVIDIA-580.run";

  public static Container container(UnaryOperator<Container.Builder> more) {
    return more.apply(
            Container.builder(
                Vmid.of(950),
                "granite",
                new ContainerSource.Image("local:vztmpl/debian-12.tar.zst"),
                new RootDisk("local", ByteSize.gib(8))))
        .build();
  }

  public static Infrastructure infrastructure(Container container) {
    return Infrastructure.empty()
        .withContainers(List.of(container))
        .withNvidia(
            new NvidiaSoftware(
                Optional.of("580.76.05"), Optional.of(REPOSITORY), Optional.of(RUNFILE)));
  }

  private Lab() {}
}
