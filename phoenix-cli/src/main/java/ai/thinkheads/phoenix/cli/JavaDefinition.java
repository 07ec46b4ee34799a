package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.PhoenixException;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A definition that is a user's own Java code, which can fail in any way. */
final class JavaDefinition {

  private static final Logger LOG = LoggerFactory.getLogger(JavaDefinition.class);

  /**
   * Runs the code.
   *
   * @throws PhoenixException when it fails; its message names the line that did
   */
  static Infrastructure evaluate(Supplier<Infrastructure> code) {
    try {
      return code.get();
    } catch (PhoenixException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.debug("the definition failed", e);
      throw new UsageException("the definition failed: " + e + place(e), "mend the Java code");
    }
  }

  private static String place(RuntimeException failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return trace.length == 0
        ? ""
        : " at " + trace[0].getFileName() + ":" + trace[0].getLineNumber();
  }

  private JavaDefinition() {}
}
