package ai.thinkheads.phoenix.examples;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.stream.Stream;

/** What callers can see of a class. */
final class PublicSignatures {

  /** No public method of a public class takes or returns a type of these packages. */
  static ArchCondition<JavaClass> beFreeOf(String... packages) {
    List<String> hidden = List.of(packages);
    return new ArchCondition<>("have public methods free of " + hidden) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (type.getModifiers().contains(JavaModifier.PUBLIC)) {
          type.getMethods().stream()
              .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
              .filter(method -> types(method).anyMatch(used -> startsWithAny(used, hidden)))
              .map(JavaMethod::getFullName)
              .forEach(name -> events.add(SimpleConditionEvent.violated(type, name)));
        }
      }
    };
  }

  private static Stream<String> types(JavaMethod method) {
    return Stream.concat(
            method.getRawParameterTypes().stream(), Stream.of(method.getRawReturnType()))
        .map(JavaClass::getName);
  }

  private static boolean startsWithAny(String name, List<String> prefixes) {
    return prefixes.stream().anyMatch(name::startsWith);
  }

  private PublicSignatures() {}
}
