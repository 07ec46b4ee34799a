package ai.thinkheads.phoenix.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.HypervisorException;
import ai.thinkheads.phoenix.core.plan.Planner;
import ai.thinkheads.phoenix.core.run.Runner;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import ai.thinkheads.phoenix.core.validate.Validator;
import ai.thinkheads.phoenix.proxmox.ProxmoxHypervisor;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import ai.thinkheads.phoenix.testing.sim.SimulatedHost;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a node tells of itself may be anything: it is a state or is refused, nothing else. */
class GarbledObservationTest {

  private static final ValidInfrastructure LAB =
      Validator.of(TestLab.CATALOG).validate(TestLab.infrastructure()).orElseThrow();
  private static final byte[] OUTPUT = output();

  @Test
  void whichever_bit_is_wrong_the_output_is_a_state_or_refused() {
    long refused =
        IntStream.range(0, OUTPUT.length * 8)
            .parallel()
            .filter(bit -> isRefused(withWrongBit(bit)))
            .count();

    assertThat(refused).isBetween(100L, OUTPUT.length * 8L - 100);
  }

  @Test
  void wherever_it_breaks_off_it_is_refused() {
    assertThat(IntStream.range(0, OUTPUT.length).parallel())
        .allMatch(length -> isRefused(Arrays.copyOf(OUTPUT, length)));
  }

  @Test
  void lines_that_end_as_on_windows_are_refused() {
    String text = new String(OUTPUT, ISO_8859_1);

    assertThat(isRefused(text.replace("\n", "\r\n").getBytes(ISO_8859_1))).isTrue();
  }

  private static byte[] withWrongBit(int bit) {
    byte[] wrong = OUTPUT.clone();
    wrong[bit / 8] ^= (byte) (1 << bit % 8);
    return wrong;
  }

  /** Whether it is refused as documented; any other exception ends the test. */
  private static boolean isRefused(byte[] output) {
    try (ProxmoxHypervisor pve = ProxmoxHypervisor.over(new Recorded(output))) {
      Planner.plan(LAB, pve.observe(LAB.scope()));
      return false;
    } catch (HypervisorException e) {
      return true;
    }
  }

  private static byte[] output() {
    SimulatedHost host = SimulatedHost.inMemory().prepareFor(TestLab.infrastructure());
    try (ProxmoxHypervisor pve = ProxmoxHypervisor.over(host.shell())) {
      Runner.on(pve).run(Planner.plan(LAB, pve.observe(LAB.scope())));
      pve.observe(LAB.scope());
    }
    Command observation = host.commands().get(host.commands().size() - 1);
    return host.shell().run(observation).stdout();
  }

  /** A node that always gives the same answer. */
  private static final class Recorded implements HostShell {

    private final byte[] output;

    Recorded(byte[] output) {
      this.output = output;
    }

    @Override
    public String target() {
      return "root@pve1";
    }

    @Override
    public CommandResult run(Command command, Consumer<String> lines) {
      return new CommandResult(0, output, new byte[0]);
    }

    @Override
    public CommandResult runBeside(Command command, InputStream stdin, Consumer<String> lines) {
      throw new UnsupportedOperationException("nothing is held here");
    }

    @Override
    public void close() {}
  }
}
