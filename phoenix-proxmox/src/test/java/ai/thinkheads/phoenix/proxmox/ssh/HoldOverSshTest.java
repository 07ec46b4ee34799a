package ai.thinkheads.phoenix.proxmox.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.thinkheads.phoenix.core.HypervisorException;
import ai.thinkheads.phoenix.core.run.HeldByOtherException;
import ai.thinkheads.phoenix.core.run.Hold;
import ai.thinkheads.phoenix.core.run.Holder;
import ai.thinkheads.phoenix.core.run.Hypervisor;
import ai.thinkheads.phoenix.proxmox.ProxmoxHypervisor;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two operators at one node, over a real OpenSSH server. */
@Timeout(120)
class HoldOverSshTest {

  private static final Holder ALICE = new Holder("alice", "laptop", 4711, "phoenix apply");
  private static final Holder BOB = new Holder("bob", "ci-7", 12, "phoenix destroy");
  private static final Duration LONG = Duration.ofMinutes(10);

  @TempDir static Path directory;

  private static OpenSshServer server;

  @BeforeAll
  static void start() {
    server = OpenSshServer.start(directory.resolve("sshd"));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void the_second_is_refused_and_begins_when_the_first_has_ended() {
    try (Hypervisor one = hypervisor(server);
        Hypervisor other = hypervisor(server)) {
      Hold hold = hold(one, ALICE);
      assertThatThrownBy(() -> hold(other, BOB))
          .isInstanceOf(HeldByOtherException.class)
          .hasMessageContaining("is being changed by alice on laptop (phoenix apply, pid 4711)");

      hold.close();

      hold(other, BOB).close();
    }
  }

  @Test
  void the_death_of_the_client_ends_its_hold() {
    HostShell shell = shell(server);
    try (Hypervisor other = hypervisor(server)) {
      hold(ProxmoxHypervisor.over(shell), ALICE);

      shell.close();

      other.hold(BOB, LONG, text -> {}).close();
    }
  }

  @Test
  void a_lost_connection_ends_the_hold_and_the_run_learns_of_it() throws InterruptedException {
    try (Hypervisor one = hypervisor(server);
        Hypervisor other = hypervisor(server)) {
      Hold hold = hold(one, ALICE);

      server.killConnections();

      other.hold(BOB, LONG, text -> {}).close();
      awaitLoss(hold);
    }
  }

  @Test
  void commands_go_on_beside_the_hold_even_when_only_one_may() {
    HostShell shell = shell(server);
    try (Hypervisor one = ProxmoxHypervisor.over(shell)) {
      Hold hold = hold(one, ALICE);

      assertThat(shell.run(Command.of("echo", "beside")).stdoutText()).isEqualTo("beside\n");
      hold.check();
      hold.close();
    }
  }

  @Test
  void a_server_with_room_for_one_session_is_told_of() {
    try (OpenSshServer narrow = OpenSshServer.start(directory.resolve("narrow"), "MaxSessions 1");
        HostShell shell = shell(narrow);
        Hypervisor one = ProxmoxHypervisor.over(shell)) {
      Hold hold = hold(one, ALICE);

      assertThatThrownBy(() -> shell.run(Command.of("true")))
          .hasMessageContaining("the server refused to open a session");
      hold.close();
    }
  }

  private static void awaitLoss(Hold hold) throws InterruptedException {
    while (true) {
      try {
        hold.check();
        Thread.sleep(10);
      } catch (HypervisorException e) {
        assertThat(e).hasMessageStartingWith("not begun, because others are not kept away any");
        return;
      }
    }
  }

  private static Hold hold(Hypervisor hypervisor, Holder holder) {
    return hypervisor.hold(holder, Duration.ZERO, text -> {});
  }

  private static Hypervisor hypervisor(OpenSshServer node) {
    return ProxmoxHypervisor.over(shell(node));
  }

  private static HostShell shell(OpenSshServer node) {
    return new Below(directory, HostShells.open(node.target(), node.options().withChannels(1)));
  }

  /** A shell whose scripts take a directory for the root of the node. */
  private record Below(Path root, HostShell shell) implements HostShell {

    @Override
    public String target() {
      return shell.target();
    }

    @Override
    public CommandResult run(Command command, Consumer<String> lines) {
      return shell.run(command, lines);
    }

    @Override
    public CommandResult runBeside(Command command, InputStream stdin, Consumer<String> lines) {
      List<String> argv = new ArrayList<>(command.argv());
      assertThat(argv.get(2)).as("the script").containsOnlyOnce("\nroot=\n");
      argv.set(2, argv.get(2).replace("\nroot=\n", "\nroot='" + root + "'\n"));
      return shell.runBeside(Command.of(argv).withTimeout(command.timeout()), stdin, lines);
    }

    @Override
    public void close() {
      shell.close();
    }
  }
}
