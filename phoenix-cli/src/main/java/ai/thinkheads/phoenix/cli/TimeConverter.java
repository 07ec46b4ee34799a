package ai.thinkheads.phoenix.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a length of time as people type it: {@code 30s}, {@code 10m}, {@code 1h}. */
final class TimeConverter implements ITypeConverter<Duration> {

  private static final Pattern TIME = Pattern.compile("([0-9]{1,6})([smh])");

  @Override
  public Duration convert(String text) {
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      throw new TypeConversionException("\"" + text + "\" is no time like 30s, 10m or 1h");
    }
    long count = Long.parseLong(time.group(1));
    return switch (time.group(2)) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      default -> Duration.ofHours(count);
    };
  }
}
