package ai.thinkheads.phoenix.testing;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.ContainerSource;
import ai.thinkheads.phoenix.core.model.FeatureUse;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.Mount;
import ai.thinkheads.phoenix.core.model.NetworkInterface;
import ai.thinkheads.phoenix.core.model.PortMapping;
import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Assertions about a container of a definition. Made by {@link InfrastructureAssert#container}. */
public final class ContainerAssert extends PictureAssert<ContainerAssert, Container> {

  private final InfrastructureAssert parent;
  private final Infrastructure infrastructure;

  ContainerAssert(InfrastructureAssert parent, Infrastructure infrastructure, Container actual) {
    super(actual, ContainerAssert.class);
    this.parent = parent;
    this.infrastructure = infrastructure;
  }

  /** Goes on with another container of the same definition. */
  public ContainerAssert container(int vmid) {
    return parent.container(vmid);
  }

  /** It has that name. */
  public ContainerAssert hasName(String name) {
    return expectValue("the name", name, actual.name());
  }

  /** It is cloned from that container. */
  public ContainerAssert isClonedFrom(int vmid) {
    boolean cloned = actual.cloneSource().equals(Optional.of(Vmid.of(vmid)));
    return expect(cloned, "be cloned from " + vmid, "it is " + origin());
  }

  /** It is made from that image. */
  public ContainerAssert isCreatedFrom(String image) {
    boolean created =
        actual.source() instanceof ContainerSource.Image source && source.volume().equals(image);
    return expect(created, "be created from " + image, "it is " + origin());
  }

  /** It is a template, whose clones are taken from that snapshot. */
  public ContainerAssert isTemplateWithSnapshot(String name) {
    return expect(
        actual.templateSnapshot().equals(Optional.of(name)),
        "take the snapshot " + name,
        actual.templateSnapshot().map(other -> "it takes " + other).orElse("it takes none"));
  }

  /** It is no template. */
  public ContainerAssert isNoTemplate() {
    return expect(!actual.isTemplate(), "be no template", "it takes a snapshot");
  }

  /** It has so many cores. */
  public ContainerAssert hasCores(int cores) {
    return expectValue("cores", cores, actual.cores());
  }

  /** It has that memory. */
  public ContainerAssert hasMemory(ByteSize memory) {
    return expectValue("memory", memory, actual.memory());
  }

  /** Its root file system has that size. */
  public ContainerAssert hasDisk(ByteSize size) {
    return expectValue("a disk of", size, actual.rootDisk().size());
  }

  /** Its root file system lies on that storage. */
  public ContainerAssert hasStorage(String storage) {
    return expectValue("its disk on", storage, actual.rootDisk().storage());
  }

  /** One of its interfaces has that fixed address, like {@code 10.0.0.150/24}. */
  public ContainerAssert hasAddress(String address) {
    List<?> addresses =
        actual.networks().stream()
            .map(NetworkInterface::address)
            .flatMap(Optional::stream)
            .toList();
    return expectMembers("have address", List.of(address), addresses);
  }

  /** It has these GPUs and no others. */
  public ContainerAssert hasGpus(int... indexes) {
    return expectExactly(
        "have exactly these GPUs",
        Arrays.stream(indexes).boxed(),
        actual.gpus().indexes().stream());
  }

  /** It says that container flag itself, with value 1. */
  public ContainerAssert hasFlag(String name) {
    return expectMembers("have flag", List.of(name + "=1"), actual.flags().entrySet());
  }

  /** It gets that feature. */
  public ContainerAssert hasFeature(String name) {
    return expectMembers("have feature", List.of(name), features());
  }

  /** It gets that feature with that parameter: text, number, boolean, list or map. */
  public ContainerAssert hasFeature(String name, String parameter, Object value) {
    hasFeature(name);
    Optional<?> expected = Attributes.of(parameter, value).get(parameter);
    Optional<?> found =
        actual.features().stream()
            .filter(use -> use.name().equals(name))
            .flatMap(use -> use.parameters().get(parameter).stream())
            .findFirst();
    return expect(
        found.equals(expected),
        "have " + name + " with " + parameter + " " + value,
        found.map(other -> "that is " + other).orElse("that is not said"));
  }

  /** It does not list that feature. */
  public ContainerAssert hasNoFeature(String name) {
    return expect(!features().contains(name), "not have feature " + name, "it has");
  }

  /** It depends on these guests, whatever else it depends on. */
  public ContainerAssert dependsOn(int... vmids) {
    return expectMembers("depend on", Arrays.stream(vmids).boxed().toList(), actual.dependencies());
  }

  /** A service of it is known by that port. */
  public ContainerAssert hasPort(int port) {
    return expectMembers(
        "have port", List.of(port), actual.ports().stream().map(PortMapping::outer).toList());
  }

  /** Something is mounted there, be it shared or its own. */
  public ContainerAssert mountsSomethingAt(String path) {
    return expectMembers("mount at", List.of(path), mounts().stream().map(Mount::path).toList());
  }

  /** Its application is set up by the script of that file name. */
  public ContainerAssert hasApplicationScript(String fileName) {
    return expect(
        actual.applicationScript().equals(Optional.of(fileName)),
        "be set up by " + fileName,
        actual.applicationScript().map(other -> "it is by " + other).orElse("no script does"));
  }

  /** It has a health check, whose command contains that text. */
  public ContainerAssert hasHealthCheck(String text) {
    return expect(
        actual.healthCheck().filter(check -> check.text().contains(text)).isPresent(),
        "have a health check with \"" + text + "\"",
        actual.healthCheck().map(check -> "it has " + check.text()).orElse("it has none"));
  }

  private String origin() {
    return actual.source() instanceof ContainerSource.Image image
        ? "created from " + image
        : "a " + actual.source();
  }

  private List<String> features() {
    return actual.features().stream().map(FeatureUse::name).toList();
  }

  private List<Mount> mounts() {
    return Stream.concat(
            infrastructure.host().mountsOf(actual.vmid()).stream(), actual.mounts().stream())
        .toList();
  }

  @Override
  String subject() {
    return actual.title() + " of " + infrastructure.name();
  }

  @Override
  String picture() {
    return Pictures.of(actual, mounts());
  }
}
