package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.model.ContainerOption;
import ai.thinkheads.phoenix.core.model.OptionKind;
import ai.thinkheads.phoenix.core.model.Options;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** The single-valued options of a container in its entry, by the one table that names them. */
final class OptionsJson {

  private static final BigDecimal MODEST = BigDecimal.valueOf(1_000_000_000);

  static Options read(Cursor entry) {
    Options options = Options.none();
    for (ContainerOption option : ContainerOption.values()) {
      Options before = options;
      options =
          entry
              .get(option.key())
              .flatMap(
                  at ->
                      text(at, option.kind())
                          .flatMap(text -> at.attempt(() -> before.with(option, text))))
              .orElse(before);
    }
    return options;
  }

  private static Optional<String> text(Cursor at, OptionKind kind) {
    if (kind instanceof OptionKind.Switch) {
      return at.truth().map(on -> on ? "1" : "0");
    }
    if (kind instanceof OptionKind.Whole || kind instanceof OptionKind.Decimal) {
      return at.decimal().filter(OptionsJson::isModest).map(BigDecimal::toPlainString);
    }
    if (kind instanceof OptionKind.Words && at.value() instanceof JsonArray) {
      List<String> words = at.items().stream().flatMap(item -> item.text().stream()).toList();
      return Optional.of(String.join(",", words));
    }
    return at.text();
  }

  /** Written out, others could fill the memory; the schema refuses them. */
  private static boolean isModest(BigDecimal number) {
    return number.abs().compareTo(MODEST) < 0 && number.scale() < 20;
  }

  static void write(Options options, JsonObject.Builder entry) {
    options.values().forEach((option, text) -> entry.put(option.key(), value(option.kind(), text)));
  }

  private static JsonValue value(OptionKind kind, String text) {
    if (kind instanceof OptionKind.Switch) {
      return JsonValue.truth(text.equals("1"));
    }
    if (kind instanceof OptionKind.Whole || kind instanceof OptionKind.Decimal) {
      return JsonValue.Numeral.of(new BigDecimal(text));
    }
    if (kind instanceof OptionKind.Words words) {
      return JsonArray.of(words.items(text).stream().map(JsonValue::text).toList());
    }
    return JsonValue.text(text);
  }

  private OptionsJson() {}
}
