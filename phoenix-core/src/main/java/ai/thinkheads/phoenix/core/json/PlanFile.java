package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.PhoenixException;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.PlanOptions;
import ai.thinkheads.phoenix.core.problem.InvalidInputException;
import ai.thinkheads.phoenix.core.problem.Location;
import ai.thinkheads.phoenix.core.problem.Problem;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A plan that is kept in a file, to be carried out later: exactly as it is, or not at all.
 *
 * <p>The file is JSON. It holds the actions as they will be carried out, scripts and parameters
 * included, so it needs no definition any more, and may hold secrets. It also holds {@linkplain
 * Plan#basis what the plan relies on}; {@link Plan#against} tells whether that still is so.
 *
 * @param madeBy the version of Phoenix that made it, for people
 * @param madeAt when it was made
 * @param options what it may do
 * @param guests the guests that it was narrowed to; empty for all of the definition
 * @param plan the plan
 */
public record PlanFile(
    String madeBy, Instant madeAt, PlanOptions options, SortedSet<Vmid> guests, Plan plan) {

  /**
   * The format of the file. It counts up when a file that was written before cannot be read, or
   * would be understood otherwise.
   */
  public static final int FORMAT = 1;

  private static final String FORMAT_KEY = "phoenix_plan";
  private static final String CHECKSUM_KEY = "checksum";

  /** Copies the guests. */
  public PlanFile {
    guests = Collections.unmodifiableSortedSet(new TreeSet<>(guests));
  }

  /**
   * Writes the file as a whole, readable by nobody but its owner (mode 0600), in place of what was
   * there.
   *
   * @throws PhoenixException when it cannot be written, or could not be read again
   */
  public void write(Path file) {
    String text = text();
    int size = text.getBytes(StandardCharsets.UTF_8).length;
    if (size > SourceText.MAX_BYTES) {
      throw new PhoenixException(
          file + " would have " + (size >> 20) + " MiB; narrow the plan to some of the guests");
    }
    try {
      parse(file.toString(), text);
    } catch (InvalidInputException e) {
      throw new PhoenixException("the plan could not be read again: " + e.getMessage(), e);
    }
    AtomicFile.writePrivate(file, text);
  }

  /** The text of the file; equal plans give equal texts. */
  public String text() {
    JsonObject.Builder content = JsonObject.builder().put(FORMAT_KEY, FORMAT);
    codec().write(this).members().forEach(content::put);
    return signed(content.build());
  }

  /** A text of that content with its checksum. */
  static String signed(JsonObject content) {
    return JsonWriter.pretty(content.toBuilder().put(CHECKSUM_KEY, checksum(content)).build());
  }

  private static RecordCodec<PlanFile> codec() {
    return new RecordCodec<>(PlanFile.class, new ValueCodecs());
  }

  /** Of all but the checksum itself, however it is laid out. */
  private static String checksum(JsonObject content) {
    return "sha256:"
        + Hashing.sha256().hashString(JsonWriter.oneLine(content), StandardCharsets.UTF_8);
  }

  /**
   * Reads a file.
   *
   * @throws InvalidInputException when it does not exist, is no plan, was edited or cut short, or
   *     is in another format
   */
  public static PlanFile read(Path file) {
    Problems problems = new Problems(file.toString());
    Optional<String> text = SourceText.read(file, problems);
    if (text.isEmpty()) {
      throw new InvalidInputException(problems.inOrder());
    }
    return parse(file.toString(), text.get());
  }

  /**
   * Reads the text of a file.
   *
   * @param file the file as the user named it, for messages
   * @throws InvalidInputException when it is no plan, was edited or cut short, or is in another
   *     format
   */
  public static PlanFile parse(String file, String text) {
    Problems problems = new Problems(file);
    JsonObject json =
        JsonReader.read(text, problems)
            .filter(object -> !problems.hasErrors())
            .orElseThrow(
                () -> refusal(file, "is no plan, or was cut short or edited: " + first(problems)));
    String madeBy = json.get("made_by").map(Shown::value).orElse("an unknown version");
    JsonValue format =
        json.get(FORMAT_KEY).orElseThrow(() -> refusal(file, "is no plan that Phoenix saved"));
    if (!format.equals(JsonValue.Numeral.of(FORMAT))) {
      throw refusal(
          file,
          "is in format "
              + Shown.value(format)
              + " of "
              + madeBy
              + "; this version of Phoenix reads format "
              + FORMAT);
    }
    JsonObject content = json.toBuilder().remove(CHECKSUM_KEY).build();
    if (!json.get(CHECKSUM_KEY).equals(Optional.of(JsonValue.text(checksum(content))))) {
      throw refusal(file, "was edited or damaged after it was saved: its checksum does not match");
    }
    try {
      return codec().read(content.toBuilder().remove(FORMAT_KEY).build(), JsonPath.root());
    } catch (MisfitException e) {
      throw refusal(
          file,
          "was saved by "
              + madeBy
              + ", which this version of Phoenix does not understand: "
              + e.getMessage());
    }
  }

  private static String first(Problems problems) {
    Problem problem = problems.inOrder().get(0);
    String place =
        problem
            .location()
            .filter(location -> location.line() > 0)
            .map(location -> "line " + location.line() + ": ")
            .orElse("");
    return place + problem.message();
  }

  private static InvalidInputException refusal(String file, String message) {
    return new InvalidInputException(
        List.of(
            Problem.error("", message, "make a new plan: phoenix plan --out FILE")
                .at(Location.file(file))));
  }
}
