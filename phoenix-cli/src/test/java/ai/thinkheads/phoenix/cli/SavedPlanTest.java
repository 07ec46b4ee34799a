package ai.thinkheads.phoenix.cli;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import ai.thinkheads.phoenix.core.json.ConfigFiles;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import ai.thinkheads.phoenix.testing.sim.SimulatedHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jline.terminal.Terminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Option;

/** A plan that is saved is carried out exactly as it is, or not at all. */
class SavedPlanTest {

  @TempDir private Path directory;
  @TempDir private Path away;
  private CommandLineUser user = new CommandLineUser(Path.of(""));

  @BeforeEach
  void files() {
    Lab.copyTo(directory);
    user = new CommandLineUser(directory);
  }

  @Test
  void it_is_carried_out_without_the_definition_and_only_once() throws IOException {
    CommandLineUser.Outcome plan = user.runs("plan", "--simulate=node", "--out=lab.plan");
    moveDefinition(directory, away);

    CommandLineUser.Outcome first = user.runs("apply", "lab.plan", "--simulate=node", "--yes");
    CommandLineUser.Outcome second = user.runs("apply", "lab.plan", "--simulate=node", "--yes");

    assertThat(plan.exit()).as("%s", plan).isZero();
    assertThat(plan.err())
        .isEqualTo(
            """
            wrote DIR/lab.plan; it holds scripts and may hold secrets, so only you can read it (mode 0600)
            to carry out exactly this plan: phoenix apply lab.plan
            """);
    assertThat(first.exit()).as("%s", first).isZero();
    assertThat(first.out()).startsWith(plan.out());
    assertThat(first.err()).startsWith("plan of 1970-01-01T00:00:00Z by phoenix ");
    assertThat(second.exit()).as("%s", second).isEqualTo(1);
    assertThat(second.out())
        .contains(
            "error: container 910 \"database\": changed since the plan was made (did not exist,");
    moveDefinition(away, directory);
    assertThat(user.runs("plan", "--simulate=node", "--exit-code").exit()).isZero();
  }

  @Test
  void what_changed_since_is_named_and_nothing_is_done() throws IOException {
    user.runs("apply", "--simulate=node", "--yes");
    Lab.change(directory, "\"memory_mb\": 512", "\"memory_mb\": 768");
    user.runs("plan", "--simulate=node", "--out=lab.plan");
    pct("set 911 --memory 256 --onboot 1");
    pct("stop 911");
    List<String> before = configurations();

    CommandLineUser.Outcome outcome = user.runs("apply", "lab.plan", "--simulate=node", "--yes");

    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(1);
    assertThat(String.join(" ", outcome.out().lines().map(String::strip).toList()))
        .contains(
            "error: container 911 \"web\": changed since the plan was made (was running, is stopped;"
                + " memory was 512 MiB, is 256 MiB; onboot was not set, is 1); make a new plan");
    assertThat(configurations()).isEqualTo(before);
  }

  @Test
  void what_the_plan_leaves_as_it_is_may_change() throws IOException {
    user.runs("apply", "--simulate=node", "--yes");
    Lab.change(directory, "\"memory_mb\": 512", "\"memory_mb\": 768");
    user.runs("plan", "--simulate=node", "--out=lab.plan", "911");
    pct("set 912 --memory 256");

    CommandLineUser.Outcome outcome = user.runs("apply", "lab.plan", "--simulate=node", "--yes");

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.err()).contains(", narrowed to [911]");
    assertThat(SimulatedHost.in(directory.resolve("node")).read("/etc/pve/lxc/911.conf"))
        .get(as(STRING))
        .contains("memory: 768");
  }

  @Test
  void the_consent_to_destroy_is_part_of_the_plan() throws IOException {
    user.runs("apply", "--simulate=node", "--yes");
    Path file = directory.resolve(Lab.GUEST_FILE);
    Files.writeString(file, Files.readString(file).replaceFirst("(?s),\\s*\"912\".*?}.*?}", ""));
    user.runs("plan", "--simulate=node", "--prune", "--out=lab.plan");

    CommandLineUser.Outcome outcome = user.runs("apply", "lab.plan", "--simulate=node", "--yes");

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(SimulatedHost.in(directory.resolve("node")).list("/etc/pve/lxc"))
        .containsExactly("900.conf", "910.conf", "911.conf");
  }

  @Test
  void whoever_is_asked_and_declines_changes_nothing_and_may_be_asked_again() {
    user.runs("plan", "--simulate=node", "--out=lab.plan");

    CommandLineUser.Outcome declined =
        user.atTerminal(somebody(), "n\n").runs("apply", "lab.plan", "--simulate=node");
    CommandLineUser.Outcome agreed =
        user.atTerminal(somebody(), "y\n").runs("apply", "lab.plan", "--simulate=node");

    assertThat(declined.exit()).as("%s", declined).isEqualTo(130);
    assertThat(declined.err()).endsWith("Apply? [y/N] Nothing was changed.\n");
    assertThat(agreed.exit()).as("%s", agreed).isZero();
  }

  private static Operator somebody() {
    return new Operator() {
      @Override
      public boolean isPresent() {
        return true;
      }

      @Override
      public Terminal terminal() throws IOException {
        throw new IOException("its width is not known");
      }

      @Override
      public Optional<char[]> readSecret() {
        return Optional.empty();
      }
    };
  }

  @Test
  void a_plan_to_do_nothing_does_nothing() {
    user.runs("apply", "--simulate=node", "--yes");
    user.runs("plan", "--simulate=node", "--out=lab.plan");

    CommandLineUser.Outcome outcome = user.runs("apply", "lab.plan", "--simulate=node", "--yes");

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.out()).endsWith("Nothing to do: everything is as defined.\n");
  }

  @Test
  void a_plan_that_cannot_be_applied_is_not_saved() {
    CommandLineUser.Outcome outcome = user.runs("plan", "--simulate-bare=node", "--out=lab.plan");

    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err()).isEqualTo("lab.plan was not written: this plan cannot be applied\n");
    assertThat(directory.resolve("lab.plan")).doesNotExist();
  }

  @Test
  void only_its_owner_can_read_it_whoever_could_read_what_it_replaces() throws IOException {
    Path file = directory.resolve("lab.plan");
    Files.writeString(file, "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

    user.runs("plan", "--simulate=node", "--out=lab.plan");

    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void programs_get_the_plan_and_the_file() throws IOException {
    CommandLineUser.Outcome plan =
        user.runs("plan", "--simulate=node", "--out=lab.plan", "--output=json");

    assertThat(plan.out()).isEqualTo(user.runs("plan", "--simulate=node", "--output=json").out());
    CommandLineUser.Outcome apply =
        user.runs("apply", "lab.plan", "--simulate=node", "--yes", "--output=json");
    assertThat(apply.exit()).as("%s", apply).isZero();
    assertThat(apply.out().lines().reduce((first, last) -> last).orElseThrow())
        .contains("\"success\":true");
  }

  @Test
  void another_node_refuses_it() {
    user.runs("plan", "--simulate=node", "--out=lab.plan");
    user.runs("plan", "--simulate=elsewhere"); // equipped likewise, and also named pve1

    CommandLineUser.Outcome outcome =
        user.runs("apply", "lab.plan", "--simulate=elsewhere", "--yes");

    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(1);
    assertThat(outcome.out())
        .contains(
            "error: the plan: was made on node pve1, and this is another machine of that name");
    assertThat(SimulatedHost.in(directory.resolve("elsewhere")).list("/etc/pve/lxc")).isEmpty();
  }

  @Test
  void a_java_program_carries_out_what_it_saved_without_making_its_definition_again() {
    Infrastructure lab = ConfigFiles.read(directory).infrastructure();
    AtomicInteger made = new AtomicInteger();
    user.using(
        PhoenixCli.of(
            () -> {
              made.incrementAndGet();
              return lab;
            }));
    user.runs("plan", "--simulate=node", "--out=lab.plan");

    CommandLineUser.Outcome outcome = user.runs("apply", "lab.plan", "--simulate=node", "--yes");

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(made).hasValue(1);
    assertThat(user.runs("plan", "--simulate=node", "--exit-code").exit()).isZero();
  }

  @Test
  void a_file_that_was_edited_or_cut_short_is_refused() throws IOException {
    user.runs("plan", "--simulate=node", "--out=lab.plan");
    Path file = directory.resolve("lab.plan");
    String text = Files.readString(file);

    Files.writeString(file, text.replaceFirst("\"memory\": \"512\"", "\"memory\": \"513\""));
    assertRefused(
        "DIR/lab.plan: error: was edited or damaged after it was saved: its checksum does not"
            + " match; make a new plan: phoenix plan --out FILE");

    Files.writeString(file, text.substring(0, text.length() / 2));
    CommandLineUser.Outcome cut = user.runs("apply", "lab.plan", "--simulate=node", "--yes");
    assertThat(cut.exit()).isEqualTo(2);
    assertThat(cut.err())
        .startsWith("DIR/lab.plan: error: is no plan, or was cut short or edited: line ")
        .endsWith("; make a new plan: phoenix plan --out FILE\n");
    assertThat(SimulatedHost.in(directory.resolve("node")).list("/etc/pve/lxc")).isEmpty();
  }

  @Test
  void a_file_that_is_no_plan_or_not_there_is_refused() {
    assertRefused(
        "error: \"nowhere\" is neither the number of a guest nor a saved plan; name guests by number,"
            + " or the FILE of phoenix plan --out FILE",
        "apply",
        "nowhere",
        "--yes");
    assertRefused(
        "DIR/"
            + Lab.GUEST_FILE
            + ": error: is no plan that Phoenix saved; make a new plan: phoenix plan --out FILE",
        "apply",
        Lab.GUEST_FILE,
        "--yes");
  }

  @Test
  void options_that_say_how_a_plan_is_made_are_refused() {
    assertThat(optionsOf(PlanningOptions.class, DefinitionOptions.class))
        .contains("--no-restart", "--prune", "--config-dir=950")
        .allSatisfy(
            option ->
                assertRefused(
                    "error: "
                        + option.replaceFirst("=.*", "")
                        + " says how a plan is made, and lab.plan is made already; leave it out, or"
                        + " make a new plan with it",
                    "apply",
                    "lab.plan",
                    "--yes",
                    option));
    assertRefused(
        "error: \"lab.plan\" is no number of a guest, and a saved plan stands alone; name guests by"
            + " number, or one plan",
        "apply",
        "910",
        "lab.plan",
        "--yes");
  }

  /** All that there are, with a value where they take one. */
  private static List<String> optionsOf(Class<?>... types) {
    return Stream.of(types)
        .flatMap(type -> Stream.of(type.getDeclaredFields()))
        .flatMap(
            field ->
                Stream.ofNullable(field.getAnnotation(Option.class))
                    .map(
                        option ->
                            option.names()[0] + (field.getType() == boolean.class ? "" : "=950")))
        .toList();
  }

  private void assertRefused(String message, String... args) {
    String[] line = args.length > 0 ? args : new String[] {"apply", "lab.plan", "--yes"};
    String[] all =
        Stream.concat(Stream.of(line), Stream.of("--simulate=node")).toArray(String[]::new);
    assertThat(user.runs(all)).isEqualTo(new CommandLineUser.Outcome(2, "", message + "\n"));
  }

  private static void moveDefinition(Path from, Path to) throws IOException {
    for (String name : List.of(Lab.GUEST_FILE, Lab.HOST_FILE, "scripts")) {
      Files.move(from.resolve(name), to.resolve(name));
    }
  }

  private List<String> configurations() {
    SimulatedHost host = SimulatedHost.in(directory.resolve("node"));
    return host.list("/etc/pve/lxc").stream()
        .map(name -> host.read("/etc/pve/lxc/" + name).orElseThrow())
        .toList();
  }

  private void pct(String arguments) {
    CommandResult result =
        SimulatedHost.in(directory.resolve("node"))
            .shell()
            .run(Command.of(("pct " + arguments).split(" ")));
    assertThat(result.exitCode()).as("%s", result).isZero();
  }
}
