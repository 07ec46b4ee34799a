package ai.thinkheads.phoenix.core.model;

import java.util.regex.Pattern;

/** One thing that is asked inside a guest to tell that it works. */
public sealed interface HealthProbe {

  /** What is asked, in a few words for people, like {@code http://localhost:8000/health}. */
  String text();

  /**
   * A shell command that succeeds.
   *
   * @param command the command, run by bash, ended after 5 minutes
   */
  record Command(String command) implements HealthProbe {
    /**
     * @throws IllegalArgumentException when the command is blank
     */
    public Command {
      if (command.isBlank()) {
        throw new IllegalArgumentException("a health check needs a command");
      }
    }

    @Override
    public String text() {
      return command;
    }
  }

  /**
   * A web address that answers within 10 seconds with a status below 400. Whose certificate it
   * shows does not matter.
   *
   * @param url the address, seen from inside the guest
   */
  record Http(String url) implements HealthProbe {
    private static final Pattern URL =
        Pattern.compile("https?://[A-Za-z0-9_.~:/?#@!$&()*+,;=%\\[\\]-]+");

    /**
     * @throws IllegalArgumentException when it is no address of http or https
     */
    public Http {
      if (!URL.matcher(url).matches()) {
        throw new IllegalArgumentException(
            "\"" + url + "\" is not a web address; write it like http://localhost:8000/health");
      }
    }

    @Override
    public String text() {
      return url;
    }
  }

  /**
   * A port of the guest on which something takes connections.
   *
   * @param port the TCP port, 1 to 65535
   */
  record Tcp(int port) implements HealthProbe {
    /**
     * @throws IllegalArgumentException when it is no port
     */
    public Tcp {
      if (port < 1 || port > 65_535) {
        throw new IllegalArgumentException("port " + port + " cannot be; use 1 to 65535");
      }
    }

    @Override
    public String text() {
      return "tcp port " + port;
    }
  }

  /**
   * A unit of systemd that is active. When a check fails, the end of the journal of its units is
   * told.
   *
   * @param name the unit, like {@code nginx} or {@code backup.timer}
   */
  record Unit(String name) implements HealthProbe {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:@\\\\][A-Za-z0-9_.:@\\\\-]*");

    /**
     * @throws IllegalArgumentException when no unit can have that name
     */
    public Unit {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "\"" + name + "\" cannot name a unit; write it like nginx or backup.timer");
      }
    }

    @Override
    public String text() {
      return "unit " + name;
    }
  }

  /** {@code nvidia-smi} sees a GPU. */
  record NvidiaSmi() implements HealthProbe {
    @Override
    public String text() {
      return "nvidia-smi";
    }
  }
}
