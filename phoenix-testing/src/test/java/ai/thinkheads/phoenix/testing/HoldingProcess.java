package ai.thinkheads.phoenix.testing;

import ai.thinkheads.phoenix.core.run.Holder;
import ai.thinkheads.phoenix.proxmox.ProxmoxHypervisor;
import ai.thinkheads.phoenix.testing.sim.SimulatedHost;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A process of its own that holds a simulated node until it is killed. */
final class HoldingProcess {

  /** Starts one; it prints {@code held} when it has the node. */
  static Process start(Path directory, Holder holder) throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            HoldingProcess.class.getName(),
            directory.toString(),
            holder.user(),
            holder.machine(),
            Long.toString(holder.pid()),
            holder.work())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Holds the node in a directory, as somebody. */
  public static void main(String[] args) throws InterruptedException {
    Holder holder = new Holder(args[1], args[2], Long.parseLong(args[3]), args[4]);
    ProxmoxHypervisor hypervisor =
        ProxmoxHypervisor.over(SimulatedHost.in(Path.of(args[0])).shell());
    hypervisor.hold(holder, Duration.ZERO, text -> {});
    System.out.println("held");
    new CountDownLatch(1).await();
  }

  private HoldingProcess() {}
}
