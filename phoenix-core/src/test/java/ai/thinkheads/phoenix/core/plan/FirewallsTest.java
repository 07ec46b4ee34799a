package ai.thinkheads.phoenix.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.Firewall;
import ai.thinkheads.phoenix.core.model.FirewallOptions;
import ai.thinkheads.phoenix.core.model.FirewallRule;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the firewall file of a guest shall be, by what is in it. */
class FirewallsTest {

  private static final FirewallRule WEB =
      new FirewallRule(
          FirewallRule.Direction.IN,
          FirewallRule.Action.ACCEPT,
          Optional.of("10.0.0.0/8"),
          Optional.empty(),
          Optional.of("TCP"),
          Optional.of("80,443"),
          Optional.of("net0"),
          Optional.of("the  web"));

  private static final FirewallOptions OPTIONS =
      FirewallOptions.builder()
          .policyIn(FirewallRule.Action.DROP)
          .policyOut(FirewallRule.Action.ACCEPT)
          .dhcp(true)
          .ipfilter(false)
          .logIn(FirewallOptions.LogLevel.INFO)
          .build();

  private static final Firewall FULL = new Firewall(true, List.of(WEB), OPTIONS);

  private static final String TEXT =
      """
      [OPTIONS]

      enable: 1
      policy_in: DROP
      policy_out: ACCEPT
      dhcp: 1
      ipfilter: 0
      log_level_in: info

      [RULES]

      IN ACCEPT -i net0 -source 10.0.0.0/8 -p tcp -dport 80,443 # the  web
      """;

  @Test
  void options_and_rules_are_written_as_a_whole() {
    assertThat(Firewalls.desired(FULL, Optional.empty())).contains(TEXT);
    assertThat(Firewalls.desired(FULL, Optional.of(TEXT))).isEmpty();
  }

  @Test
  void what_only_looks_different_is_the_same() {
    String other =
        """
        # by hand
        [rules]
        IN  ACCEPT -i net0 -source 10.0.0.0/8   -p tcp -dport 80,443 # the web
        [Options]
        log_level_in:   info
        dhcp: 1
        enable: 1
        ipfilter: 0
        policy_out: ACCEPT
        policy_in: DROP
        """;

    assertThat(Firewalls.desired(FULL, Optional.of(other))).isEmpty();
  }

  @Test
  void an_option_that_differs_is_set_and_what_the_definition_does_not_say_stays() {
    String present =
        """
        [OPTIONS]

        enable: 0
        policy_in: ACCEPT
        macfilter: 1

        [IPSET admins]

        10.0.0.7

        [RULES]

        IN DROP
        """;

    assertThat(Firewalls.desired(FULL, Optional.of(present)))
        .contains(
            """
            [OPTIONS]

            enable: 1
            policy_in: DROP
            policy_out: ACCEPT
            dhcp: 1
            ipfilter: 0
            log_level_in: info
            macfilter: 1

            [IPSET admins]

            10.0.0.7

            [RULES]

            IN ACCEPT -i net0 -source 10.0.0.0/8 -p tcp -dport 80,443 # the  web
            """);
  }

  @Test
  void the_order_of_rules_matters() {
    FirewallRule rest =
        new FirewallRule(
            FirewallRule.Direction.IN,
            FirewallRule.Action.DROP,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    String present =
        Firewalls.desired(new Firewall(true, List.of(WEB, rest)), Optional.empty()).orElseThrow();

    assertThat(Firewalls.desired(new Firewall(true, List.of(rest, WEB)), Optional.of(present)))
        .isPresent();
    assertThat(Firewalls.desired(new Firewall(true, List.of(WEB, rest)), Optional.of(present)))
        .isEmpty();
  }

  @Test
  void a_firewall_that_is_off_needs_no_file() {
    assertThat(Firewalls.desired(Firewall.off(), Optional.empty())).isEmpty();
    assertThat(Firewalls.desired(Firewall.off(), Optional.of(TEXT)))
        .hasValueSatisfying(text -> assertThat(text).contains("enable: 0").doesNotContain("RULES"));
  }
}
