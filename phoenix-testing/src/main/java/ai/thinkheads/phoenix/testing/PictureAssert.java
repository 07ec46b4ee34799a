package ai.thinkheads.phoenix.testing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;

/**
 * An assertion whose failure says in one sentence what was expected and what is, and shows a
 * picture of it below.
 *
 * @param <S> the assertion itself
 * @param <A> what it is about
 */
abstract sealed class PictureAssert<S extends PictureAssert<S, A>, A> extends AbstractAssert<S, A>
    permits InfrastructureAssert,
        ContainerAssert,
        PlanAssert,
        GuestPlanAssert,
        StateAssert,
        GuestAssert,
        ReportAssert,
        GuestReportAssert {

  PictureAssert(A actual, Class<S> selfType) {
    super(actual, selfType);
    isNotNull();
  }

  /** What it is about, like {@code container 950 "granite" of ai-lab}. */
  abstract String subject();

  /** How that looks, for a reader of the failure. */
  abstract String picture();

  /** Demands something that is either so or not. */
  final S expect(boolean holds, String expectation, String instead) {
    return expect(holds, expectation, instead, this::picture);
  }

  /** Demands something that is either so or not, with a picture of its own. */
  final S expect(boolean holds, String expectation, String instead, Supplier<String> shown) {
    if (!holds) {
      fail(expectation, ", but " + instead, shown.get());
    }
    return myself;
  }

  /** Demands a value. */
  final <T> S expectValue(String what, T expected, T found) {
    return expect(expected.equals(found), "have " + what + " " + expected, "it has " + found);
  }

  /** Demands that some members are there, whatever else is. */
  final S expectMembers(String what, Collection<?> expected, Collection<?> found) {
    List<String> there = texts(found.stream());
    List<String> wanted = texts(expected.stream());
    if (!there.containsAll(wanted)) {
      List<String> all = new ArrayList<>(there);
      wanted.stream().filter(member -> !there.contains(member)).forEach(all::add);
      fail(
          what + " " + String.join(", ", wanted),
          " (- expected, + found)",
          Difference.between(all, there));
    }
    return myself;
  }

  /** Demands exactly these members in this order. */
  final S expectExactly(String what, Stream<?> expected, Stream<?> found) {
    List<String> there = texts(found);
    List<String> wanted = texts(expected);
    if (!there.equals(wanted)) {
      fail(what, " (- expected, + found)", Difference.between(wanted, there));
    }
    return myself;
  }

  private void fail(String expectation, String instead, String shown) {
    String sentence = "Expected " + subject() + " to " + expectation + instead + ":";
    failWithMessage("%s%n%n%s", sentence, shown.stripTrailing());
  }

  private static List<String> texts(Stream<?> values) {
    return values.map(String::valueOf).toList();
  }
}
