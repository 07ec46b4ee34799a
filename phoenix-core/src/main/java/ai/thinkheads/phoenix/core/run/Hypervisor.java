package ai.thinkheads.phoenix.core.run;

import ai.thinkheads.phoenix.core.HypervisorException;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Action;
import ai.thinkheads.phoenix.core.plan.Finding;
import ai.thinkheads.phoenix.core.plan.GuestStep;
import ai.thinkheads.phoenix.core.state.ObservationScope;
import ai.thinkheads.phoenix.core.state.ObservedState;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * What Phoenix looks at and changes: the only two effects there are, and the right to be the only
 * one that changes.
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
   * @throws StaleConfigurationException when the action carries the digest of a configuration that
   *     is another one now; nothing was done
   * @throws HypervisorException when the action failed or its outcome is unknown
   */
  void perform(Action action, Consumer<String> progress);

  /**
   * Looks whether what is installed in a running guest works. Changes nothing, needs no hold, and
   * takes a minute for each step at most.
   *
   * @param vmid the guest
   * @param steps what to look at, as it was installed
   * @return what was found of each of these steps, in their order
   * @throws HypervisorException when nobody can look inside of the guest
   */
  default List<Finding> inspect(Vmid vmid, List<GuestStep> steps) {
    throw new HypervisorException(
        "guest " + vmid + " cannot be looked into", "use a hypervisor that can do that");
  }

  /**
   * The same hypervisor, with everything performed on one node of its cluster. Closing it closes
   * nothing: whoever opened this one closes it.
   *
   * @param node a node that was {@linkplain ObservedState#nodes() looked at}
   */
  default Hypervisor at(String node) {
    return this;
  }

  /**
   * Keeps other runs from changing it until the hold is closed. A hypervisor that is held already
   * through this object is shared: it is free when all of these holds are closed. Looking needs no
   * hold.
   *
   * @param holder who asks, for those that have to wait
   * @param wait how long to wait for somebody else who has it; zero to give up at once
   * @param progress hears short texts for people while somebody is waited for; may be called from
   *     another thread
   * @throws HeldByOtherException when somebody else has it, and did not end in time
   * @throws HypervisorException when that cannot be told, or the thread is interrupted
   */
  Hold hold(Holder holder, Duration wait, Consumer<String> progress);

  /** Ends holds and connections. Never fails. */
  @Override
  void close();
}
