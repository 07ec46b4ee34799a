package ai.thinkheads.phoenix.core.validate;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.model.FirewallRule;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.Optional;
import java.util.stream.Stream;

/** A firewall that is on has rules; without any, Proxmox drops all that comes in. */
final class FirewallsLetSomethingIn implements Rule {
  @Override
  public Stream<Problem> check(Infrastructure infrastructure, FeatureCatalog catalog) {
    return infrastructure.containers().values().stream()
        .filter(
            container ->
                container
                    .firewall()
                    .filter(
                        firewall ->
                            firewall.enabled()
                                && firewall.rules().isEmpty()
                                && !firewall
                                    .options()
                                    .policyIn()
                                    .equals(Optional.of(FirewallRule.Action.ACCEPT)))
                    .isPresent())
        .map(
            container ->
                Paths.warning(
                    container,
                    "firewall",
                    "firewall is on without rules, so nothing can reach the container",
                    "add rules that accept what its services need"));
  }
}
