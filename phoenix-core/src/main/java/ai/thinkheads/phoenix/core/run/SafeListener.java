package ai.thinkheads.phoenix.core.run;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a listener one thing at a time, and keeps what it throws away from the run. */
final class SafeListener {

  private static final Logger LOG = LoggerFactory.getLogger(SafeListener.class);

  private final ExecutionListener listener;

  SafeListener(ExecutionListener listener) {
    this.listener = listener;
  }

  synchronized void tell(Consumer<ExecutionListener> event) {
    try {
      event.accept(listener);
    } catch (RuntimeException e) {
      LOG.warn("an execution listener failed; the run goes on", e);
    }
  }
}
