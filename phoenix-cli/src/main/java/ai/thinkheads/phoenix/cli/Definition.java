package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.feature.ScriptLibrary;
import ai.thinkheads.phoenix.core.json.ConfigFiles;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * An infrastructure as somebody wrote it, not checked yet.
 *
 * @param infrastructure what it says
 * @param files what it is written as, or would be
 * @param locate adds the place in a file to a problem, where there is one
 * @param scripts the scripts that come with it
 * @param problems what was noticed when it was read, no errors
 */
record Definition(
    Infrastructure infrastructure,
    Supplier<ConfigFiles> files,
    UnaryOperator<Problem> locate,
    ScriptLibrary scripts,
    List<Problem> problems) {

  Definition {
    problems = List.copyOf(problems);
  }
}
