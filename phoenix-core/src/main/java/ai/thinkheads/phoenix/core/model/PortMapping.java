package ai.thinkheads.phoenix.core.model;

/**
 * A port under which a service of a guest is known.
 *
 * @param outer the port as others use it, 1 to 65535
 * @param inner the port inside the guest, 1 to 65535
 */
public record PortMapping(int outer, int inner) {

  /**
   * @throws IllegalArgumentException when a port is outside of 1 to 65535
   */
  public PortMapping {
    check(outer);
    check(inner);
  }

  /**
   * Reads {@code OUTER:INNER}.
   *
   * @throws IllegalArgumentException when the text is not that
   */
  public static PortMapping parse(String text) {
    if (!text.matches("[0-9]{1,5}:[0-9]{1,5}")) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a port mapping; write it like 8000:8000");
    }
    String[] ports = text.split(":", -1);
    return new PortMapping(Integer.parseInt(ports[0]), Integer.parseInt(ports[1]));
  }

  private static void check(int port) {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + " does not exist; use 1 to 65535");
    }
  }

  @Override
  public String toString() {
    return outer + ":" + inner;
  }
}
