package ai.thinkheads.phoenix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.Infrastructure;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every mistake ends in one clear message with a remedy, nothing on standard output, and 2. */
class WrongUsageTest {

  @TempDir Path directory;
  private CommandLineUser user;

  @BeforeEach
  void someone_has_a_laboratory() {
    Lab.copyTo(directory);
    user = new CommandLineUser(directory);
  }

  @Test
  void no_command() {
    assertRefused("error: No command was given; see phoenix --help");
  }

  @Test
  void an_unknown_command() {
    assertRefused(
        "error: Unmatched argument at index 0: 'destory'; did you mean destroy?", "destory");
  }

  @Test
  void an_unknown_option() {
    assertRefused(
        "error: Unknown option: '--hots=pve1'; did you mean --host?", "plan", "--hots=pve1");
  }

  @Test
  void a_value_that_an_option_does_not_have() {
    assertRefused(
        "error: Invalid value for option '--output': expected one of [TEXT, JSON]"
            + " (case-insensitive) but was 'yaml'; see phoenix plan --help",
        "plan",
        "--output",
        "yaml");
  }

  @Test
  void two_nodes_at_once() {
    assertRefused(
        "error: --host=HOST, --simulate=DIR are mutually exclusive (specify only one); see phoenix"
            + " plan --help",
        "plan",
        "--host",
        "pve1",
        "--simulate",
        "node");
  }

  @Test
  void two_nodes_to_ask_first() {
    assertRefused(
        "error: two nodes to ask first: pve1 and root@pve2; name one with --host; the others of its"
            + " cluster with --host NAME=HOST",
        "plan",
        "--host",
        "pve1",
        "--host",
        "pve3=10.0.0.3",
        "--host",
        "root@pve2");
  }

  @Test
  void no_node_at_all() {
    assertRefused(
        "error: no node was named; use --host ssh://root@HOST, --host local: on the node itself, or"
            + " --simulate DIR; $PHOENIX_HOST is the default",
        "plan");
  }

  @Test
  void a_node_by_an_address_that_is_none() {
    CommandLineUser.Outcome outcome = user.with("PHOENIX_HOST", "ftp://pve1").runs("plan");

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err())
        .startsWith("error: host \"ftp://pve1\": only ssh:// is known here; write it as ssh://");
  }

  @Test
  void a_guest_that_is_no_number() {
    assertRefused(
        "error: \"web\" is not a vmid; use a number from 100 to 999999999",
        "plan",
        "--simulate",
        "node",
        "web");
  }

  @Test
  void a_guest_that_is_not_defined() {
    assertRefused(
        "error: guest 950: is not part of small-lab; choose from [900, 910, 911, 912]",
        "plan",
        "--simulate",
        "node",
        "950");
  }

  @Test
  void a_directory_without_the_files() {
    assertRefused(
        "DIR/scripts: error: has neither phoenix_lxc_configs.json nor"
            + " phoenix_hypervisor_config.json; name the directory that holds the two files",
        "plan",
        "--config-dir",
        "scripts");
  }

  @Test
  void a_directory_that_does_not_exist() {
    assertRefused(
        "DIR/nowhere: error: is no directory; name the directory that holds the two files",
        "plan",
        "--config-dir",
        "nowhere");
  }

  @Test
  void a_directory_of_scripts_that_does_not_exist() {
    assertRefused(
        "error: --scripts-dir DIR/nowhere is no directory; name the directory that holds your"
            + " scripts",
        "validate",
        "--scripts-dir",
        "nowhere");
  }

  @Test
  void a_simulated_node_in_a_directory_of_something_else() {
    assertRefused(
        "error: no simulated node can be kept in DIR/scripts: it holds something else; name an"
            + " empty or new directory",
        "plan",
        "--simulate",
        "scripts");
  }

  @Test
  void nobody_to_ask() {
    assertRefused(
        "error: nobody can be asked before something is changed: this is no terminal; look at"
            + " phoenix plan, then add --yes",
        "apply",
        "--simulate",
        "node");
    assertThat(directory.resolve("node")).doesNotExist();
  }

  @Test
  void no_work_at_once() {
    assertRefused(
        "error: --parallelism 0 would never begin; use 1 or more",
        "apply",
        "--yes",
        "--parallelism=0",
        "--simulate",
        "node");
  }

  @Test
  void files_for_a_program_that_brings_its_own_definition() {
    user.using(PhoenixCli.of(Infrastructure::empty));

    assertRefused(
        "error: --config-dir cannot be used: this program brings its own definition; leave it out,"
            + " or use the phoenix command for JSON files",
        "validate",
        "--config-dir",
        ".");
  }

  @Test
  void a_definition_in_java_that_fails() {
    user.using(
        PhoenixCli.of(
            () -> {
              throw new IllegalStateException("no such variable: LAB");
            }));

    CommandLineUser.Outcome outcome = user.runs("validate");

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err())
        .startsWith(
            "error: the definition failed: java.lang.IllegalStateException: no such variable: LAB"
                + " at WrongUsageTest.java:")
        .doesNotContain("\tat ");
  }

  private void assertRefused(String message, String... args) {
    assertThat(user.runs(args)).isEqualTo(new CommandLineUser.Outcome(2, "", message + "\n"));
  }
}
