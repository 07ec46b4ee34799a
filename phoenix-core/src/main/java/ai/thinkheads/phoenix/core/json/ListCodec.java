package ai.thinkheads.phoenix.core.json;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A collection as a list. */
record ListCodec<T, C extends Collection<T>>(ValueCodec<T> items, Function<List<T>, C> maker)
    implements ValueCodec<C> {

  @Override
  public JsonValue write(C value) {
    return JsonArray.of(value.stream().map(items::write).toList());
  }

  @Override
  public C read(JsonValue json, JsonPath path) {
    if (!(json instanceof JsonArray array)) {
      throw new MisfitException(path, "is " + json.kind() + ", not a list");
    }
    return maker.apply(
        IntStream.range(0, array.items().size())
            .mapToObj(i -> items.read(array.items().get(i), path.item(i)))
            .toList());
  }
}
