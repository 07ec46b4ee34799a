package ai.thinkheads.phoenix.core.run;

import ai.thinkheads.phoenix.core.HypervisorException;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Action;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.state.ObservationScope;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A hypervisor that remembers what a plan was made from: when it refuses an action because the
 * guest was changed since, it says what was changed.
 */
final class Witness implements Hypervisor {

  private static final Logger LOG = LoggerFactory.getLogger(Witness.class);

  private final Hypervisor hypervisor;
  private final Hypervisor whole;
  private final Plan plan;

  Witness(Hypervisor hypervisor, Plan plan) {
    this(hypervisor, hypervisor, plan);
  }

  private Witness(Hypervisor hypervisor, Hypervisor whole, Plan plan) {
    this.hypervisor = hypervisor;
    this.whole = whole;
    this.plan = plan;
  }

  @Override
  public void perform(Action action, Consumer<String> progress) {
    try {
      hypervisor.perform(action, progress);
    } catch (StaleConfigurationException e) {
      List<String> changes = changes(action.vmid());
      if (changes.isEmpty()) {
        throw e;
      }
      throw new StaleConfigurationException(
          e.getMessage() + " (" + String.join("; ", changes) + ")", e.remedy(), e);
    }
  }

  private List<String> changes(Vmid vmid) {
    try {
      ObservedState now = whole.observe(ObservationScope.outside());
      return Optional.ofNullable(now.guests().get(vmid))
          .map(ObservedGuest::config)
          .map(config -> plan.changesOf(vmid, config))
          .orElse(List.of());
    } catch (HypervisorException e) {
      LOG.debug("what was changed in guest {} cannot be told", vmid, e);
      return List.of();
    }
  }

  @Override
  public Hypervisor at(String node) {
    return new Witness(hypervisor.at(node), whole, plan);
  }

  @Override
  public ObservedState observe(ObservationScope scope) {
    return hypervisor.observe(scope);
  }

  @Override
  public Hold hold(Holder holder, Duration wait, Consumer<String> progress) {
    return hypervisor.hold(holder, wait, progress);
  }

  @Override
  public void close() {
    hypervisor.close();
  }
}
