package ai.thinkheads.phoenix.core.run;

import ai.thinkheads.phoenix.core.HypervisorException;
import ai.thinkheads.phoenix.core.plan.Action;
import ai.thinkheads.phoenix.core.state.ObservationScope;
import ai.thinkheads.phoenix.core.state.ObservedState;
import java.util.function.Consumer;

/**
 * What Phoenix looks at and changes: the only two effects there are.
 *
 * <p>Implementations allow {@link #perform} from several threads at once.
 */
public interface Hypervisor extends AutoCloseable {

  /**
   * Reads what exists. Changes nothing.
   *
   * @param scope what to look at closely
   * @throws HypervisorException when it cannot be read
   */
  ObservedState observe(ObservationScope scope);

  /**
   * Carries out one action and returns when its effect is there.
   *
   * @param action what to do
   * @param progress hears short texts for people while the action goes on, like {@code docker:
   *     installing}; may be called from another thread
   * @throws HypervisorException when the action failed or its outcome is unknown
   */
  void perform(Action action, Consumer<String> progress);

  /**
   * The same hypervisor, with everything performed on one node of its cluster. Closing it closes
   * nothing: whoever opened this one closes it.
   *
   * @param node a node that was {@linkplain ObservedState#nodes() looked at}
   */
  default Hypervisor at(String node) {
    return this;
  }

  /** Ends connections. Never fails. */
  @Override
  void close();
}
