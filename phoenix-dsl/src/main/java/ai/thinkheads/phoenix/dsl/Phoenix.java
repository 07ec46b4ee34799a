package ai.thinkheads.phoenix.dsl;

import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.ContainerSource;
import ai.thinkheads.phoenix.core.model.DevicePassthrough;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * The words that make up an infrastructure, for static import.
 *
 * <p>A definition begins with what identifies a thing, and says the rest in a block:
 *
 * <pre>{@code
 * TemplateDef base = template(900, "base", image("local:vztmpl/debian-12.tar.zst"), t -> t
 *     .cores(2).memory(gib(2)).disk("local-zfs", gib(32))
 *     .network(net("eth0").bridge("vmbr0").ip("10.0.0.200/24").gateway("10.0.0.1"))
 *     .install(baseSetup())
 *     .snapshot("base-snapshot"));
 * }</pre>
 *
 * <p>Call order inside a block never matters. What leaves it never changes again, and is referred
 * to by its Java variable. A mistake throws {@link
 * ai.thinkheads.phoenix.core.problem.InvalidInputException}, which names the line of the caller.
 */
public final class Phoenix {

  /** An infrastructure of these guests and all that they refer to, directly or not. */
  public static Infrastructure infrastructure(String name, GuestDef... guests) {
    return infrastructure(name, List.of(guests));
  }

  /** An infrastructure of these guests and all that they refer to, directly or not. */
  public static Infrastructure infrastructure(String name, Collection<? extends GuestDef> guests) {
    return infrastructure(name, block -> block.guests(guests));
  }

  /** An infrastructure with more than guests. */
  public static Infrastructure infrastructure(
      String name, Consumer<? super InfrastructureBlock> definition) {
    InfrastructureBlock block = new InfrastructureBlock(name);
    definition.accept(block);
    return block.close();
  }

  /**
   * A template that is made from an image.
   *
   * @param vmid its number (CTID), 100 to 999999999
   * @param name its host name
   * @param image what it is made from
   * @param definition what else there is to say
   */
  public static TemplateDef template(
      int vmid,
      String name,
      ContainerSource.Image image,
      Consumer<? super TemplateBlock> definition) {
    return template(Draft.of("template", vmid, name, image), definition);
  }

  /**
   * A template that is cloned from another. What the block leaves out of cores, memory, swap, disk,
   * name servers, privilege and flags is as it is there.
   *
   * @param vmid its number (CTID), 100 to 999999999
   * @param name its host name
   * @param source what it is cloned from
   * @param definition what else there is to say
   */
  public static TemplateDef template(
      int vmid, String name, TemplateDef source, Consumer<? super TemplateBlock> definition) {
    return template(Draft.cloneOf("template", vmid, name, source), definition);
  }

  /**
   * A container that is made from an image.
   *
   * @param vmid its number (CTID), 100 to 999999999
   * @param name its host name
   * @param image what it is made from
   * @param definition what else there is to say
   */
  public static ContainerDef container(
      int vmid,
      String name,
      ContainerSource.Image image,
      Consumer<? super ContainerBlock> definition) {
    return container(Draft.of("container", vmid, name, image), definition);
  }

  /**
   * A container that is cloned from a template. What the block leaves out of cores, memory, swap,
   * disk, name servers, privilege and flags is as it is there.
   *
   * @param vmid its number (CTID), 100 to 999999999
   * @param name its host name
   * @param source what it is cloned from
   * @param definition what else there is to say
   */
  public static ContainerDef container(
      int vmid, String name, TemplateDef source, Consumer<? super ContainerBlock> definition) {
    return container(Draft.cloneOf("container", vmid, name, source), definition);
  }

  /**
   * An image that containers are made from.
   *
   * @param volume a volume id like {@code local:vztmpl/debian-12.tar.zst}, or an absolute path on
   *     the node (which only root may use)
   */
  public static ContainerSource.Image image(String volume) {
    return UserLine.check(() -> new ContainerSource.Image(volume));
  }

  /**
   * A network interface; the next words say where it is plugged in and where its address comes
   * from.
   *
   * @param name its name inside the guest, 1 to 15 characters, like {@code eth0}
   */
  public static NetworkDef.Named net(String name) {
    return new NetworkDef.Named(name);
  }

  /**
   * A folder of the node that guests share by {@link GuestBlock#mount}.
   *
   * @param name what the definition calls it
   * @param hostPath the folder on the node, an absolute path; made when it is missing
   */
  public static SharedVolumeDef sharedVolume(String name, String hostPath) {
    return UserLine.check(() -> new SharedVolumeDef(name, hostPath, Optional.empty()));
  }

  /**
   * A folder of the node that one guest mounts by {@link GuestBlock#mount}.
   *
   * @param hostPath the folder on the node, an absolute path; made when it is missing
   */
  public static FolderDef folder(String hostPath) {
    return UserLine.check(() -> new FolderDef(hostPath, OptionalInt.empty(), OptionalInt.empty()));
  }

  /**
   * A device file of the node that one guest may use by {@link GuestBlock#device}.
   *
   * @param path the device file, below {@code /dev/}
   */
  public static DeviceDef device(String path) {
    return UserLine.check(() -> new DeviceDef(DevicePassthrough.of(path)));
  }

  /**
   * A volume that one guest mounts by {@link GuestBlock#mount}. It is made when it is missing and
   * never made twice.
   *
   * @param storage the storage that holds it
   * @param size its size in whole GiB, 1 or more
   */
  public static VolumeDef volume(String storage, ByteSize size) {
    return UserLine.check(() -> new VolumeDef(Optional.empty(), storage, size));
  }

  private static TemplateDef template(Draft draft, Consumer<? super TemplateBlock> definition) {
    TemplateBlock block = new TemplateBlock(draft);
    definition.accept(block);
    return block.close();
  }

  private static ContainerDef container(Draft draft, Consumer<? super ContainerBlock> definition) {
    ContainerBlock block = new ContainerBlock(draft);
    definition.accept(block);
    return block.close();
  }

  private Phoenix() {}
}
