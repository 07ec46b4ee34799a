package ai.thinkheads.phoenix.dsl.user;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.json.ConfigFiles;
import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever the model can hold, the DSL can say. */
class CompletenessTest {

  @Test
  void every_part_and_every_choice_of_the_model_can_be_said() {
    Set<String> sayable = new TreeSet<>();
    collectChoices(Infrastructure.class, new LinkedHashSet<>(), sayable);

    Set<String> said = new TreeSet<>();
    collectSaid(EveryWord.infrastructure(), said);

    assertThat(sayable).hasSizeGreaterThan(60).contains("Container.gpus", "Direction.OUT");
    sayable.removeAll(said);
    assertThat(sayable).as("parts and choices of the model that no word says").isEmpty();
  }

  @Test
  void whatever_can_be_said_can_be_written_as_the_two_files() {
    Infrastructure said = EveryWord.infrastructure();
    ConfigFiles files = ConfigFiles.of(said);

    ConfigFiles read =
        ConfigFiles.parse(files.hostText().orElseThrow(), files.guestText().orElseThrow());

    assertThat(read.infrastructure()).isEqualTo(said);
  }

  /** Everything that a value of that type can say: parts of records, kinds, words, yes and no. */
  private static void collectChoices(Type type, Set<Type> seen, Set<String> choices) {
    if (!seen.add(type)) {
      return;
    }
    if (type instanceof ParameterizedType generic) {
      Stream.of(generic.getActualTypeArguments())
          .forEach(argument -> collectChoices(argument, seen, choices));
    } else if (type instanceof Class<?> c && c != Attributes.class) {
      if (c.isSealed()) {
        Stream.of(c.getPermittedSubclasses()).forEach(kind -> collectChoices(kind, seen, choices));
      } else if (c.isEnum()) {
        Stream.of(c.getEnumConstants())
            .forEach(word -> choices.add(c.getSimpleName() + "." + word));
      } else if (c.isRecord()) {
        choices.add(c.getSimpleName());
        for (RecordComponent part : c.getRecordComponents()) {
          choices.add(name(part));
          if (part.getType() == boolean.class) {
            choices.add(name(part) + " true");
            choices.add(name(part) + " false");
          }
          collectChoices(part.getGenericType(), seen, choices);
        }
      }
    } else {
      assertThat(type).isNotInstanceOf(GenericArrayType.class);
    }
  }

  /** What that value says. */
  private static void collectSaid(@Nullable Object value, Set<String> said) {
    if (value instanceof Optional<?> optional) {
      optional.ifPresent(content -> collectSaid(content, said));
    } else if (value instanceof Collection<?> collection) {
      collection.forEach(content -> collectSaid(content, said));
    } else if (value instanceof Map<?, ?> map) {
      collectSaid(map.keySet(), said);
      collectSaid(map.values(), said);
    } else if (value instanceof Enum<?> word) {
      said.add(word.getDeclaringClass().getSimpleName() + "." + word.name());
    } else if (value instanceof Record record && !(value instanceof Attributes)) {
      said.add(record.getClass().getSimpleName());
      for (RecordComponent part : record.getClass().getRecordComponents()) {
        Object content = content(record, part);
        if (says(content)) {
          said.add(name(part));
        }
        if (content instanceof Boolean) {
          said.add(name(part) + " " + content);
        }
        collectSaid(content, said);
      }
    }
  }

  private static boolean says(Object content) {
    return !content.equals(Optional.empty())
        && !content.equals(OptionalInt.empty())
        && !content.equals(Attributes.none())
        && !(content instanceof Collection<?> collection && collection.isEmpty())
        && !(content instanceof Map<?, ?> map && map.isEmpty());
  }

  private static Object content(Record record, RecordComponent part) {
    try {
      return part.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static String name(RecordComponent part) {
    return part.getDeclaringRecord().getSimpleName() + "." + part.getName();
  }
}
