package ai.thinkheads.phoenix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.testing.sim.SimulatedHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody is shown and asked before data is lost, and what is lost then. */
class DataLossTest {

  @TempDir private Path directory;
  private CommandLineUser user = new CommandLineUser(Path.of(""));

  @BeforeEach
  void everything_is_applied() {
    Lab.copyTo(directory);
    user = new CommandLineUser(directory);
    assertThat(user.runs("apply", "--simulate=node", "--yes").exit()).isZero();
  }

  @Test
  void a_guest_is_destroyed_by_whoever_types_its_number() throws IOException {
    CommandLineUser.Outcome outcome = types("912\n", "destroy", "--simulate=node", "912");

    Golden.assertThatText(outcome.toString(), "destroy-one");
    assertThat(guests()).containsExactly("900", "910", "911");
  }

  @Test
  void several_are_destroyed_by_whoever_types_the_name_of_the_infrastructure() {
    CommandLineUser.Outcome refused = types("yes\n", "destroy", "--simulate=node");

    assertThat(refused.exit()).isEqualTo(130);
    assertThat(refused.err())
        .isEqualTo(
            "The data of the 4 guests above will be lost. Type small-lab to go on: Nothing was"
                + " changed.\n");
    assertThat(guests()).hasSize(4);
    assertThat(types("small-lab\n", "destroy", "--simulate=node").exit()).isZero();
    assertThat(guests()).isEmpty();
  }

  @Test
  void without_a_terminal_nothing_is_destroyed_unless_yes_is_said() {
    assertThat(user.runs("destroy", "--simulate=node", "912").exit()).isEqualTo(2);
    assertThat(guests()).hasSize(4);
  }

  @Test
  void what_others_need_is_destroyed_only_with_a_word_about_those() throws IOException {
    CommandLineUser.Outcome refused = user.runs("destroy", "--simulate=node", "--yes", "910");
    CommandLineUser.Outcome left =
        user.runs("destroy", "--simulate=node", "--yes", "--only", "910");
    assertThat(guests()).containsExactly("900", "911", "912");
    CommandLineUser.Outcome all =
        user.runs("destroy", "--simulate=node", "--yes", "--dependents", "--parallelism=1", "900");

    Golden.assertThatText(refused + "" + left.out() + all.out() + along(all), "destroy-needed");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(guests()).isEmpty();
  }

  private static String along(CommandLineUser.Outcome outcome) {
    return outcome.err().lines().findFirst().orElse("") + "\n";
  }

  @Test
  void to_destroy_what_is_gone_is_nothing_to_do() {
    user.runs("destroy", "--simulate=node", "--yes", "912");

    CommandLineUser.Outcome again = user.runs("destroy", "--simulate=node", "--yes", "912");

    assertThat(again.exit()).isZero();
    assertThat(again.out()).endsWith("Nothing to do: there is no such guest.\n");
  }

  @Test
  void what_left_the_definition_is_told_and_pruned_by_whoever_types_its_number()
      throws IOException {
    Path file = directory.resolve(Lab.GUEST_FILE);
    Files.writeString(file, Files.readString(file).replaceFirst("(?s),\\s*\"912\".*?}.*?}", ""));

    CommandLineUser.Outcome plan = user.runs("plan", "--simulate=node", "--exit-code");
    CommandLineUser.Outcome kept = user.runs("apply", "--simulate=node", "--yes");
    assertThat(guests()).contains("912");
    CommandLineUser.Outcome pruned = types("912\n", "apply", "--simulate=node", "--prune");

    Golden.assertThatText(plan + "" + kept + pruned, "prune");
    assertThat(guests()).containsExactly("900", "910", "911");
    assertThat(user.runs("plan", "--simulate=node", "--prune", "--exit-code").exit()).isZero();
  }

  @Test
  void what_somebody_made_by_hand_is_neither_told_nor_pruned() {
    SimulatedHost host = SimulatedHost.in(directory.resolve("node"));
    List<String> clone =
        List.of("pct", "clone", "900", "999", "--full", "1", "--snapname", "base-snapshot");
    assertThat(host.shell().run(Command.of(clone)).exitCode()).isZero();
    List<String> copy = List.of("pct", "clone", "900", "998");
    assertThat(host.shell().run(Command.of(copy)).exitCode()).isZero();
    assertThat(host.config(Vmid.of(998)).orElseThrow()).contains("small-lab");

    CommandLineUser.Outcome outcome = user.runs("apply", "--simulate=node", "--prune", "--yes");

    assertThat(outcome.out()).endsWith("Nothing to do: everything is as defined.\n");
    assertThat(guests()).contains("998", "999");
  }

  @Test
  void what_cannot_be_changed_is_told_and_replaced_with_consent() throws IOException {
    Lab.change(directory, "\"unprivileged\": true", "\"unprivileged\": false");

    CommandLineUser.Outcome plan = user.runs("plan", "--simulate=node", "--exit-code");
    CommandLineUser.Outcome drift = user.runs("drift", "--simulate=node");
    CommandLineUser.Outcome apply = user.runs("apply", "--simulate=node", "--yes", "--exit-code");
    CommandLineUser.Outcome replaced =
        types(
            "small-lab\n",
            "apply",
            "--simulate=node",
            "--parallelism=1",
            "--replace=900",
            "--replace=910",
            "--replace=911",
            "--replace=912");

    Golden.assertThatText(plan + "" + drift + apply + replaced.out(), "replace");
    assertThat(replaced.exit()).isZero();
    assertThat(user.runs("plan", "--simulate=node", "--exit-code").exit()).isZero();
  }

  @Test
  void only_the_named_guests_are_planned_and_what_comes_along_is_told() {
    user.runs("destroy", "--simulate=node", "--yes", "--dependents", "910");

    CommandLineUser.Outcome along = user.runs("plan", "--simulate=node", "911");
    CommandLineUser.Outcome only = user.runs("plan", "--simulate=node", "--only", "911");

    assertThat(along.err()).isEqualTo("needed, and so part of this: 900 base, 910 database\n");
    assertThat(only.err()).isEmpty();
    assertThat(only.out())
        .contains("1 guest, 1 to create")
        .contains("which does not run and is not part of this");
  }

  @Test
  void a_saved_plan_that_loses_data_asks_for_the_same_word() throws IOException {
    Lab.change(directory, "\"unprivileged\": true", "\"unprivileged\": false");
    user.runs("plan", "--simulate=node", "--out=lab.plan", "--replace=900", "900");

    CommandLineUser.Outcome refused = types("y\n", "apply", "--simulate=node", "lab.plan");
    CommandLineUser.Outcome done = types("900\n", "apply", "--simulate=node", "lab.plan");

    assertThat(refused.exit()).as("%s", refused).isEqualTo(130);
    assertThat(done.exit()).as("%s", done).isZero();
    assertThat(done.out()).contains("± 900 base");
  }

  @Test
  void options_that_contradict_each_other_are_refused() {
    assertUsage("--only names no guest", "plan", "--only");
    assertUsage("--prune is about the whole definition", "plan", "--prune", "912");
    assertUsage(
        "--replace 950 is about a guest that is not part of this",
        "apply",
        "--yes",
        "--replace=950");
    assertUsage("\"x\"", "plan", "--replace=x");
    assertUsage("contradict each other", "destroy", "--yes", "--only", "--dependents", "912");
  }

  private void assertUsage(String message, String command, String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = command;
    all[1] = "--simulate=node";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    CommandLineUser.Outcome outcome = user.runs(all);
    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(2);
    assertThat(outcome.err()).contains(message);
  }

  private CommandLineUser.Outcome types(String answer, String... arguments) {
    String[] plain = Arrays.copyOf(arguments, arguments.length + 1);
    plain[arguments.length] = "--color=never";
    return new CommandLineUser(directory).atTerminal(new Somebody(), answer).runs(plain);
  }

  private List<String> guests() {
    return SimulatedHost.in(directory.resolve("node")).list("/etc/pve/lxc").stream()
        .map(file -> file.replace(".conf", ""))
        .toList();
  }

  private static final class Somebody implements Operator {

    @Override
    public boolean isPresent() {
      return true;
    }

    @Override
    public Terminal terminal() throws IOException {
      throw new IOException("a typewriter");
    }

    @Override
    public Optional<char[]> readSecret() {
      return Optional.empty();
    }
  }
}
