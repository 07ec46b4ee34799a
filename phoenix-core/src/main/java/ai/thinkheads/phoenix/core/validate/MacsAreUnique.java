package ai.thinkheads.phoenix.core.validate;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.NetworkInterface;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.Optional;
import java.util.stream.Stream;

/** No two network interfaces have the same hardware address. */
final class MacsAreUnique implements Rule {
  @Override
  public Stream<Problem> check(Infrastructure infrastructure, FeatureCatalog catalog) {
    return Repeated.among(
            infrastructure.containers().values(),
            container ->
                container.networks().stream().map(NetworkInterface::mac).flatMap(Optional::stream))
        .map(
            repeated ->
                Paths.error(
                    repeated.later(),
                    "mac_address",
                    "MAC address "
                        + repeated.value()
                        + " is also that of "
                        + repeated.earlier().title(),
                    "give one of them another MAC address, or leave it to Proxmox"));
  }
}
