package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.problem.Location;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.List;

/** Problems as JSON. */
public final class ProblemJson {

  /** A list of problems on several lines. */
  public static String of(List<Problem> problems) {
    return JsonWriter.pretty(JsonArray.of(problems.stream().map(ProblemJson::object).toList()));
  }

  /** A problem on one line, without a line break. */
  public static String lineOf(Problem problem) {
    return JsonWriter.oneLine(object(problem));
  }

  static JsonObject object(Problem problem) {
    return JsonObject.builder()
        .put("severity", problem.severity().word())
        .putIf("location", problem.location(), ProblemJson::location)
        .put("path", problem.path())
        .put("message", problem.message())
        .put("remedy", problem.remedy())
        .build();
  }

  private static JsonObject location(Location location) {
    return JsonObject.builder()
        .put("file", location.file())
        .put("line", location.line())
        .put("column", location.column())
        .build();
  }

  private ProblemJson() {}
}
