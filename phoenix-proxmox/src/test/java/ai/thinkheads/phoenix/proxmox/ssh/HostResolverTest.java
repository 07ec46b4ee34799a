package ai.thinkheads.phoenix.proxmox.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.thinkheads.phoenix.proxmox.shell.NodeAddress;
import ai.thinkheads.phoenix.proxmox.shell.ShellException;
import ai.thinkheads.phoenix.proxmox.ssh.SshHost.HostKeyLookup;
import ai.thinkheads.phoenix.proxmox.ssh.SshHost.Identities;
import ai.thinkheads.phoenix.proxmox.ssh.SshHost.KeyPath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the SSH configuration says, with a real OpenSSH client and without one. */
@Timeout(60)
class HostResolverTest {

  private static final List<Path> GLOBAL =
      List.of(Path.of("/etc/ssh/ssh_known_hosts"), Path.of("/etc/ssh/ssh_known_hosts2"));

  private static final String KEY =
      "AAAAC3NzaC1lZDI1NTE5AAAAIAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g";

  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void host_without_configuration_has_the_usual_settings(boolean client) {
    SshHost host = resolve(client, "pve1", "");

    assertThat(host)
        .isEqualTo(
            new SshHost(
                "pve1",
                "pve1",
                22,
                // The client takes the name of the account, which the test cannot change.
                client ? System.getProperty("user.name") : "ops",
                new HostKeyLookup(
                    Optional.empty(), host.keys().userFiles(), GLOBAL, HostKeyPolicy.STRICT),
                new Identities(
                    List.of(
                        new KeyPath(home.resolve(".ssh/id_ed25519"), false),
                        new KeyPath(home.resolve(".ssh/id_ecdsa"), false),
                        new KeyPath(home.resolve(".ssh/id_rsa"), false)),
                    false,
                    Optional.of(Path.of("/run/agent"))),
                List.of(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(15),
                3));
    assertThat(host.keys().userFiles())
        .allSatisfy(file -> assertThat(file.toString()).contains(".ssh/known_hosts"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void all_settings_that_matter_are_taken(boolean client) {
    SshHost host =
        resolve(
            client,
            "pve1",
            """
            Host other
              User wrong
            Host pve*
              HostName 10.0.0.9
              Port 2222
              User admin
              IdentityFile ~/.ssh/lab
              IdentityFile /keys/second
              IdentitiesOnly yes
              IdentityAgent /run/other-agent
              UserKnownHostsFile /known/one /known/two
              GlobalKnownHostsFile /known/all
              StrictHostKeyChecking accept-new
              HostKeyAlias lab
              ConnectTimeout 3
              ServerAliveInterval 7
              ServerAliveCountMax 2
            Host *
              User late
            """);

    assertThat(host)
        .isEqualTo(
            new SshHost(
                "pve1",
                "10.0.0.9",
                2222,
                "admin",
                new HostKeyLookup(
                    Optional.of("lab"),
                    List.of(Path.of("/known/one"), Path.of("/known/two")),
                    List.of(Path.of("/known/all")),
                    HostKeyPolicy.ACCEPT_NEW),
                new Identities(
                    List.of(
                        new KeyPath(home.resolve(".ssh/lab"), true),
                        new KeyPath(Path.of("/keys/second"), true)),
                    true,
                    Optional.of(Path.of("/run/other-agent"))),
                List.of(),
                Duration.ofSeconds(3),
                Duration.ofSeconds(7),
                2));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void address_comes_before_the_configuration(boolean client) {
    SshHost host = resolve(client, "ssh://root@pve1:2200", "Host pve1\n  User admin\n  Port 1\n");

    assertThat(host.display()).isEqualTo("root@pve1:2200");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void options_come_before_the_configuration(boolean client) {
    SshOptions options =
        options(
                client,
                "Host *\n  ConnectTimeout 3\n  IdentityFile /keys/a\n  StrictHostKeyChecking no\n")
            .withConnectTimeout(Duration.ofMillis(700))
            .withIdentityFile(Path.of("/keys/mine"))
            .withKnownHosts(Path.of("/known/mine"))
            .withHostKeys(HostKeyPolicy.STRICT);

    SshHost host = resolve(options, "pve1");

    assertThat(host.connectTimeout()).isEqualTo(Duration.ofMillis(700));
    assertThat(host.identities().files())
        .containsExactly(
            new KeyPath(Path.of("/keys/mine"), true), new KeyPath(Path.of("/keys/a"), true));
    assertThat(host.keys().userFiles()).containsExactly(Path.of("/known/mine"));
    assertThat(host.keys().policy()).isEqualTo(HostKeyPolicy.STRICT);
  }

  @ParameterizedTest
  @CsvSource({
    "yes,STRICT",
    "ask,STRICT",
    "accept-new,ACCEPT_NEW",
    "no,ACCEPT_NEW",
    "off,ACCEPT_NEW"
  })
  void no_setting_accepts_every_key(String setting, HostKeyPolicy policy) {
    String config = "Host *\n  StrictHostKeyChecking " + setting + "\n";

    assertThat(resolve(true, "pve1", config).keys().policy()).isEqualTo(policy);
    assertThat(resolve(false, "pve1", config).keys().policy()).isEqualTo(policy);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void none_is_no_value(boolean client) {
    SshHost host =
        resolve(
            client,
            "pve1",
            """
            Host *
              IdentityAgent none
              IdentityFile none
              UserKnownHostsFile none
              GlobalKnownHostsFile none
              ProxyJump none
            """);

    assertThat(host.identities()).isEqualTo(new Identities(List.of(), false, Optional.empty()));
    assertThat(host.keys().userFiles()).isEmpty();
    assertThat(host.keys().globalFiles()).isEmpty();
    assertThat(host.via()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void hops_are_resolved_like_hosts_and_the_first_may_have_hops_itself(boolean client) {
    SshHost host =
        resolve(
            client,
            "node",
            """
            Host node
              ProxyJump admin@first:2201,ssh://second
            Host first
              HostName 10.0.0.1
              ProxyJump zero
            Host second
              User two
              ProxyJump ignored
            Host zero
              User nil
            """);

    assertThat(host.via())
        .extracting(SshHost::display)
        .containsExactly("nil@zero", "admin@first:2201", "two@second");
    assertThat(host.via().get(1).address()).isEqualTo("10.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void hops_in_a_circle_are_refused(boolean client) {
    assertThatExceptionOfType(ShellException.class)
        .isThrownBy(() -> resolve(client, "a", "Host a\n  ProxyJump b\nHost b\n  ProxyJump a\n"))
        .withMessageContaining("ProxyJump leads through more than 8 hosts");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void proxy_command_is_refused_with_its_replacement(boolean client) {
    assertThatExceptionOfType(ShellException.class)
        .isThrownBy(() -> resolve(client, "pve1", "Host *\n  ProxyCommand nc gate 22\n"))
        .withMessage("pve1: its SSH configuration says ProxyCommand, which is not run here")
        .satisfies(
            e ->
                assertThat(e.remedy())
                    .isEqualTo("say \"ProxyJump HOST\" instead of \"ProxyCommand nc gate 22\""));
  }

  @Test
  void client_resolves_include_match_patterns_and_tokens() {
    OpenSshServer.write(home.resolve("included"), "Host pve1\n  HostName %h.lan\n");

    SshHost host =
        resolve(
            true,
            "pve1",
            """
            Include %s
            Match host "pve1.lan"
              Port 2222
            Host pve1
              User first
            Host pve1
              IdentityFile %%d/keys/%%n-%%h-%%p-%%r-%%%%
              IdentityAgent $AGENT
              User second
            """
                .formatted(home.resolve("included")));

    assertThat(host.where()).isEqualTo("pve1 (pve1.lan:2222)");
    assertThat(host.user()).isEqualTo("first");
    assertThat(host.identities().files())
        .containsExactly(new KeyPath(home.resolve("keys/pve1-pve1.lan-2222-first-%"), true));
    assertThat(host.identities().agent()).contains(Path.of("/run/third"));
  }

  @Test
  void token_that_is_not_known_is_refused() {
    assertThatExceptionOfType(ShellException.class)
        .isThrownBy(() -> resolve(true, "pve1", "Host *\n  IdentityFile /keys/%C\n"))
        .withMessage("IdentityFile in the SSH configuration holds %C, which is not known here");
  }

  @Test
  void configuration_that_the_client_refuses_is_told_of_with_its_place() {
    assertThatExceptionOfType(ShellException.class)
        .isThrownBy(() -> resolve(true, "pve1", "Host *\n  Nonsense yes\n"))
        .withMessageEndingWith("config: line 2: Bad configuration option: nonsense");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Include other",
        "match host pve1",
        "Host pve1",
        "HostName %h.lan",
        "IdentityFile \"with blank\"",
        "Port=22",
        "User = root",
        "User root # not admin",
        "IdentityFile ${HOME}/key",
      })
  void what_only_a_client_understands_is_refused_without_one(String line) {
    assertThatExceptionOfType(ShellException.class)
        .isThrownBy(() -> resolve(false, "pve1", "# first\n\nHost pve1\n  " + line + "\n"))
        .withMessage(
            home.resolve("config")
                + ":4: \""
                + line
                + "\" can only be understood by an OpenSSH client, and there is none on the PATH")
        .satisfies(e -> assertThat(e.remedy()).startsWith("install the OpenSSH client"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_node_beside_another_is_reached_as_that_one_at_its_own_address(boolean client) {
    SshHost host =
        resolveBeside(
            client,
            "admin@first:2200",
            """
            Host first
              IdentityFile /keys/cluster
              ProxyJump bastion
            """);

    assertThat(host.display()).isEqualTo("admin@pve2:2200");
    assertThat(host.where()).isEqualTo("pve2 (10.0.0.2:2200)");
    assertThat(host.via()).extracting(SshHost::name).containsExactly("bastion");
    assertThat(host.identities().files()).contains(new KeyPath(Path.of("/keys/cluster"), true));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void what_is_configured_for_the_name_of_a_node_comes_first(boolean client) {
    SshHost host =
        resolveBeside(
            client,
            "root@first:2200",
            """
            Host pve2
              HostName pve2.example
              User ops2
              Port 2022
            Host first
              ProxyJump bastion
            """);

    assertThat(host.where()).isEqualTo("pve2 (pve2.example:2022)");
    assertThat(host.user()).isEqualTo("ops2");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void what_is_configured_for_the_address_of_a_node_comes_before_the_first_node(boolean client) {
    SshHost host =
        resolveBeside(
            client,
            "first",
            """
            Host 10.0.0.*
              ProxyJump gate
            Host first
              User admin
              ProxyJump bastion
            """);

    assertThat(host.via()).extracting(SshHost::name).containsExactly("gate");
    assertThat(host.user()).isEqualTo("admin");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void what_holds_for_all_hosts_does_not_outdo_how_the_first_node_is_named(boolean client) {
    assertThat(resolveBeside(client, "root@first", "Host *\n  User everybody\n").user())
        .isEqualTo("root");
  }

  @Test
  void a_node_beside_this_machine_is_entered_as_root() {
    SshHost host =
        new HostResolver(options(false, ""), ConfigSource.of(options(false, "")))
            .resolveBeside(Optional.empty(), SshTarget.parse("pve2"), told());

    assertThat(host.display()).isEqualTo("root@pve2");
    assertThat(host.address()).isEqualTo("10.0.0.2");
  }

  @Test
  void a_node_that_is_known_by_its_name_only_must_show_that_key() {
    Path known = home.resolve("known");
    SshOptions options = options(false, "").withKnownHosts(known);
    OpenSshServer.write(known, "pve2 ssh-ed25519 " + KEY + "\n");

    assertThat(resolveBeside(options, "root@first").keys().alias()).contains("pve2");

    OpenSshServer.write(known, "pve2 ssh-ed25519 " + KEY + "\n10.0.0.2 ssh-ed25519 " + KEY + "\n");

    assertThat(resolveBeside(options, "root@first").keys().alias()).isEmpty();
  }

  @Test
  void a_node_that_is_known_by_no_name_must_show_the_key_that_its_cluster_tells() {
    Path known = home.resolve("known");
    SshOptions options = options(false, "").withKnownHosts(known);
    OpenSshServer.write(known, "other ssh-ed25519 " + KEY + "\n");

    SshHost host = resolveBeside(options, "root@first");

    assertThat(host.keys().alias()).contains("pve2");
    assertThat(KnownHosts.of(host).isVouched()).isTrue();
    assertThat(KnownHosts.of(host).plain())
        .extracting(KnownHost::place)
        .containsExactly("/etc/pve/nodes/pve2/ssh_known_hosts:1");

    OpenSshServer.write(known, "10.0.0.2 ssh-ed25519 " + KEY + "\n");

    assertThat(KnownHosts.of(resolveBeside(options, "root@first")).isVouched()).isFalse();
  }

  private static NodeAddress told() {
    return new NodeAddress(
        Optional.of("10.0.0.2"), List.of("pve2 ssh-ed25519 " + KEY.replace("AQID", "AQIE")));
  }

  private SshHost resolveBeside(boolean client, String first, String config) {
    return resolveBeside(options(client, config), first);
  }

  private static SshHost resolveBeside(SshOptions options, String first) {
    return new HostResolver(options, ConfigSource.of(options))
        .resolveBeside(Optional.of(SshTarget.parse(first)), SshTarget.parse("pve2"), told());
  }

  private SshHost resolve(boolean client, String target, String config) {
    return resolve(options(client, config), target);
  }

  private static SshHost resolve(SshOptions options, String target) {
    return new HostResolver(options, ConfigSource.of(options)).resolve(SshTarget.parse(target));
  }

  private SshOptions options(boolean client, String config) {
    Path file = home.resolve("config");
    OpenSshServer.write(file, config);
    String path = client ? System.getenv("PATH") : "/nowhere";
    SshOptions options =
        SshOptions.of(
                Map.of("PATH", path, "SSH_AUTH_SOCK", "/run/agent", "AGENT", "/run/third"),
                home,
                "ops")
            .withConfigFile(file);
    assumeTrue(!client || OpenSshClient.find(options).isPresent(), "there is no ssh on the PATH");
    return options;
  }
}
