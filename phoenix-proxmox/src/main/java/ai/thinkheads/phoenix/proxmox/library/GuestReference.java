package ai.thinkheads.phoenix.proxmox.library;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.FeatureUse;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.NetworkInterface;
import ai.thinkheads.phoenix.core.model.Vmid;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a feature is told of a server that it shall use: the vmid of a guest, an address with or
 * without a port, a URL, or an object like {@code {"to": 950, "port": 8000}}.
 *
 * <p>It is resolved while parameters are completed, so that a guest's new address is a change of
 * all that refer to it. What cannot be resolved becomes words that say why; these never look like
 * an address, so the check of the parameter refuses and shows them.
 */
final class GuestReference {

  /** What a resolved URL looks like. */
  static final String URL_FORM = "https?://[^\\s;]+";

  /** What people are told to use. */
  static final String USE = "the vmid of a guest with a fixed IPv4 address, an address, or a URL";

  private final Infrastructure infrastructure;

  GuestReference(Infrastructure infrastructure) {
    this.infrastructure = infrastructure;
  }

  /** The address of a guest by its vmid, or a text as it is; else words that say what is wrong. */
  String address(@Nullable Object given) {
    Optional<Vmid> vmid = vmid(given);
    if (vmid.isEmpty()) {
      return given instanceof String text && !text.isBlank()
          ? text
          : given + ", which names no guest";
    }
    Optional<Container> guest = infrastructure.container(vmid.get());
    if (guest.isEmpty()) {
      return "container " + vmid.get() + ", which is not defined";
    }
    return guest
        .flatMap(GuestReference::address)
        .orElseGet(() -> "container " + vmid.get() + ", which has no fixed IPv4 address");
  }

  /**
   * The URL of a server.
   *
   * @param feature the feature that serves; its parameter {@code port} on a guest counts first,
   *     then the first of the guest's ports
   * @param usual the port where nothing says another
   */
  String url(@Nullable Object given, String feature, int usual) {
    if (given instanceof Map<?, ?> object) {
      String port =
          text(object.get("port")).orElseGet(() -> port(object.get("to"), feature, usual));
      return url(address(object.get("to")), port);
    }
    return url(address(given), port(given, feature, usual));
  }

  /** The parameters with a server resolved to its {@link #url}; one that is none stays none. */
  Attributes resolve(Attributes given, String name, String feature, int usual) {
    return given
        .get(name)
        .filter(server -> !server.equals(""))
        .map(server -> given.with(name, url(server, feature, usual)))
        .orElse(given);
  }

  /** The parameters with each element of a list resolved; what is no list is left to the check. */
  Attributes resolveEach(
      Attributes given, String name, BiFunction<@Nullable Object, GuestReference, String> form) {
    return given.get(name).orElse("") instanceof List<?> elements
        ? given.with(name, elements.stream().map(element -> form.apply(element, this)).toList())
        : given;
  }

  /** What such a list was resolved to; nothing for what is no list, which is a problem already. */
  static List<String> resolved(Attributes completed, String name) {
    return completed.get(name).orElse("") instanceof List<?> elements
        ? elements.stream().map(String::valueOf).toList()
        : List.of();
  }

  private static String url(String address, String port) {
    if (address.contains(" ") || address.contains("://")) {
      return address;
    }
    if (address.contains("/")) {
      return address + ", which has a path, but no http:// or https:// before it";
    }
    if (address.matches("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
      return "http://[" + address + "]:" + port;
    }
    boolean hasPort = address.matches("[^:]*:[0-9]+|\\[.*\\]:[0-9]+");
    return "http://" + (hasPort ? address : address + ":" + port);
  }

  private String port(@Nullable Object given, String feature, int usual) {
    return vmid(given)
        .flatMap(infrastructure::container)
        .flatMap(guest -> port(guest, feature))
        .orElse(Integer.toString(usual));
  }

  private static Optional<String> port(Container guest, String feature) {
    return guest.features().stream()
        .filter(use -> use.name().equals(feature))
        .map(FeatureUse::parameters)
        .flatMap(parameters -> parameters.text("port").stream())
        .findFirst()
        .or(() -> guest.ports().stream().findFirst().map(port -> Integer.toString(port.inner())));
  }

  private static Optional<Vmid> vmid(@Nullable Object given) {
    return text(given).filter(text -> text.matches("[1-9][0-9]{2,8}")).map(Vmid::parse);
  }

  private static Optional<String> text(@Nullable Object given) {
    if (given instanceof BigDecimal number) {
      return Optional.of(number.toPlainString());
    }
    return given instanceof String text ? Optional.of(text) : Optional.empty();
  }

  private static Optional<String> address(Container guest) {
    return guest.networks().stream()
        .map(NetworkInterface::address)
        .flatMap(Optional::stream)
        .map(cidr -> cidr.address().text())
        .findFirst();
  }
}
