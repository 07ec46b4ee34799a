package ai.thinkheads.phoenix.core.validate;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.model.Cidr;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.NetworkInterface;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.stream.Stream;

/** A fixed address is one that a guest can have, and its gateway is another in the same network. */
final class AddressesFitTheirNetwork implements Rule {
  @Override
  public Stream<Problem> check(Infrastructure infrastructure, FeatureCatalog catalog) {
    return infrastructure.containers().values().stream()
        .flatMap(
            container ->
                container.networks().stream().flatMap(network -> check(container, network)));
  }

  private static Stream<Problem> check(Container container, NetworkInterface network) {
    return network
        .address()
        .map(
            address ->
                Stream.concat(
                    checkAddress(container, address), checkGateway(container, network, address)))
        .orElse(Stream.empty());
  }

  private static Stream<Problem> checkAddress(Container container, Cidr address) {
    return address.isNetworkOrBroadcast()
        ? Stream.of(
            Paths.error(
                container,
                "network_config.ip",
                "address " + address + " stands for its whole network",
                "choose an address between the first and the last of the network"))
        : Stream.empty();
  }

  private static Stream<Problem> checkGateway(
      Container container, NetworkInterface network, Cidr address) {
    return network.gateway().stream()
        .flatMap(
            gateway -> {
              if (gateway.equals(address.address())) {
                return Stream.of(
                    Paths.error(
                        container,
                        "network_config.gw",
                        "gateway " + gateway + " is the container's own address",
                        "use the address of the router"));
              }
              return address.contains(gateway)
                  ? Stream.empty()
                  : Stream.of(
                      Paths.error(
                          container,
                          "network_config.gw",
                          "gateway " + gateway + " is not in the network of " + address,
                          "correct the gateway, or the network size of the address"));
            });
  }
}
