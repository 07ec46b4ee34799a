package ai.thinkheads.phoenix.testing;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.json.ConfigFiles;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.problem.InvalidInputException;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.validate.Validator;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Assertions about a definition. Made by {@link PhoenixAssertions}. */
public final class InfrastructureAssert
    extends PictureAssert<InfrastructureAssert, Infrastructure> {

  InfrastructureAssert(Infrastructure actual) {
    super(actual, InfrastructureAssert.class);
  }

  /** It is equal to another; a failure shows how the two files would differ. */
  @Override
  public InfrastructureAssert isEqualTo(Object expected) {
    if (expected instanceof Infrastructure other && !other.equals(actual)) {
      expectExactly("be equal to infrastructure " + other.name(), lines(other), lines(actual));
    }
    return super.isEqualTo(expected);
  }

  /** Goes on with that container, which must be defined. */
  public ContainerAssert container(int vmid) {
    Optional<Container> container = actual.container(Vmid.of(vmid));
    expect(container.isPresent(), "define container " + vmid, "it does not");
    return new ContainerAssert(this, actual, container.orElseThrow());
  }

  /** It defines exactly these containers. */
  public InfrastructureAssert hasOnlyContainers(int... vmids) {
    return expectExactly(
        "define exactly these containers",
        Arrays.stream(vmids).sorted().boxed(),
        actual.containers().keySet().stream());
  }

  /** It keeps all rules, with the features that are found by {@link java.util.ServiceLoader}. */
  public InfrastructureAssert isValid() {
    return isValidWith(FeatureCatalog.installed());
  }

  /** It keeps all rules, with these features and scripts. Warnings are allowed. */
  public InfrastructureAssert isValidWith(FeatureCatalog catalog) {
    return expectExactly("keep all rules", Stream.of(), problems(catalog).filter(Problem::isError));
  }

  /** It breaks a rule, whose error or warning contains that text. */
  public InfrastructureAssert hasProblem(FeatureCatalog catalog, String text) {
    boolean found = problems(catalog).anyMatch(problem -> problem.toString().contains(text));
    String others =
        problems(catalog).map(problem -> "\n  " + problem).collect(Collectors.joining());
    return expect(
        found,
        "have a problem with \"" + text + "\"",
        others.isEmpty() ? "it has none" : "it has only" + others);
  }

  private static Stream<String> lines(Infrastructure infrastructure) {
    try {
      ConfigFiles files = ConfigFiles.of(infrastructure);
      return Stream.of(files.hostText(), files.guestText())
          .flatMap(Optional::stream)
          .flatMap(String::lines);
    } catch (InvalidInputException e) {
      // The files cannot say it, which is no reason not to show it.
      return Stream.of(infrastructure.toString());
    }
  }

  private Stream<Problem> problems(FeatureCatalog catalog) {
    return Validator.of(catalog).validate(actual).problems().stream();
  }

  @Override
  String subject() {
    return "infrastructure " + actual.name();
  }

  @Override
  String picture() {
    return actual.containers().isEmpty()
        ? "    no containers"
        : actual.containers().values().stream()
            .map(container -> "    " + container.title())
            .collect(Collectors.joining("\n"));
  }
}
