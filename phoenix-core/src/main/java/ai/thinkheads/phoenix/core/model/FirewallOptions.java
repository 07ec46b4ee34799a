package ai.thinkheads.phoenix.core.model;

import java.util.Locale;
import java.util.Optional;

/**
 * The options of a guest's firewall besides whether it is on ({@code [OPTIONS]} of its file). What
 * is absent is left alone.
 *
 * @param policyIn what happens to incoming packets that no rule is about; Proxmox's default is to
 *     drop them
 * @param policyOut what happens to outgoing packets that no rule is about; Proxmox's default is to
 *     accept them
 * @param dhcp whether DHCP passes; Proxmox's default is false
 * @param ipfilter whether it can only use its own addresses; false by default
 * @param macfilter whether it can only use its own hardware addresses; true by default
 * @param ndp whether IPv6 neighbour discovery passes; true by default
 * @param radv whether it may announce itself as an IPv6 router; false by default
 * @param logIn how loudly incoming packets are logged; not at all by default
 * @param logOut how loudly outgoing packets are logged; not at all by default
 */
public record FirewallOptions(
    Optional<FirewallRule.Action> policyIn,
    Optional<FirewallRule.Action> policyOut,
    Optional<Boolean> dhcp,
    Optional<Boolean> ipfilter,
    Optional<Boolean> macfilter,
    Optional<Boolean> ndp,
    Optional<Boolean> radv,
    Optional<LogLevel> logIn,
    Optional<LogLevel> logOut) {

  /** How loudly packets are logged. */
  public enum LogLevel {
    /** Emergency. */
    EMERG,
    /** Alert. */
    ALERT,
    /** Critical. */
    CRIT,
    /** Error. */
    ERR,
    /** Warning. */
    WARNING,
    /** Notice. */
    NOTICE,
    /** Information. */
    INFO,
    /** Debugging. */
    DEBUG,
    /** Not at all. */
    NOLOG;

    /** What Proxmox calls it, like {@code info}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final FirewallOptions NONE = new Builder().build();

  /** Nothing is said. */
  public static FirewallOptions none() {
    return NONE;
  }

  /** Starts with nothing said. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder that starts with all of these. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.policyIn = policyIn;
    builder.policyOut = policyOut;
    builder.dhcp = dhcp;
    builder.ipfilter = ipfilter;
    builder.macfilter = macfilter;
    builder.ndp = ndp;
    builder.radv = radv;
    builder.logIn = logIn;
    builder.logOut = logOut;
    return builder;
  }

  /** Collects options of a firewall; call order never matters. */
  public static final class Builder {

    private Optional<FirewallRule.Action> policyIn = Optional.empty();
    private Optional<FirewallRule.Action> policyOut = Optional.empty();
    private Optional<Boolean> dhcp = Optional.empty();
    private Optional<Boolean> ipfilter = Optional.empty();
    private Optional<Boolean> macfilter = Optional.empty();
    private Optional<Boolean> ndp = Optional.empty();
    private Optional<Boolean> radv = Optional.empty();
    private Optional<LogLevel> logIn = Optional.empty();
    private Optional<LogLevel> logOut = Optional.empty();

    private Builder() {}

    /** What happens to incoming packets that no rule is about; dropped by default. */
    public Builder policyIn(FirewallRule.Action value) {
      policyIn = Optional.of(value);
      return this;
    }

    /** What happens to outgoing packets that no rule is about; accepted by default. */
    public Builder policyOut(FirewallRule.Action value) {
      policyOut = Optional.of(value);
      return this;
    }

    /** Whether DHCP passes; false by default. */
    public Builder dhcp(boolean value) {
      dhcp = Optional.of(value);
      return this;
    }

    /** Whether it can only use its own addresses; false by default. */
    public Builder ipfilter(boolean value) {
      ipfilter = Optional.of(value);
      return this;
    }

    /** Whether it can only use its own hardware addresses; true by default. */
    public Builder macfilter(boolean value) {
      macfilter = Optional.of(value);
      return this;
    }

    /** Whether IPv6 neighbour discovery passes; true by default. */
    public Builder ndp(boolean value) {
      ndp = Optional.of(value);
      return this;
    }

    /** Whether it may announce itself as an IPv6 router; false by default. */
    public Builder radv(boolean value) {
      radv = Optional.of(value);
      return this;
    }

    /** How loudly incoming packets are logged; not at all by default. */
    public Builder logIn(LogLevel value) {
      logIn = Optional.of(value);
      return this;
    }

    /** How loudly outgoing packets are logged; not at all by default. */
    public Builder logOut(LogLevel value) {
      logOut = Optional.of(value);
      return this;
    }

    /** The options. */
    public FirewallOptions build() {
      return new FirewallOptions(
          policyIn, policyOut, dhcp, ipfilter, macfilter, ndp, radv, logIn, logOut);
    }
  }
}
