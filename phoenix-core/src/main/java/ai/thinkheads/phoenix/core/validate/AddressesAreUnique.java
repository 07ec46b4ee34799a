package ai.thinkheads.phoenix.core.validate;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.model.Cidr;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.NetworkInterface;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.Optional;
import java.util.stream.Stream;

/** No two network interfaces have the same IP address. */
final class AddressesAreUnique implements Rule {
  @Override
  public Stream<Problem> check(Infrastructure infrastructure, FeatureCatalog catalog) {
    return Repeated.among(
            infrastructure.containers().values(),
            container ->
                container.networks().stream()
                    .map(NetworkInterface::address)
                    .flatMap(Optional::stream)
                    .map(Cidr::address))
        .map(
            repeated ->
                Paths.error(
                    repeated.later(),
                    "network_config.ip",
                    "address "
                        + repeated.value()
                        + " is also that of "
                        + repeated.earlier().title(),
                    "give one of them another address"));
  }
}
