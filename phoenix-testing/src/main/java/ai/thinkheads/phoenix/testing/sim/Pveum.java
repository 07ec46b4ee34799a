package ai.thinkheads.phoenix.testing.sim;

import static ai.thinkheads.phoenix.testing.sim.OptionSpec.bool;
import static ai.thinkheads.phoenix.testing.sim.OptionSpec.text;

import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.Optional;

/** The program {@code pveum}, as far as it is about the guests of pools. */
final class Pveum {

  private Pveum() {}

  static Program program() {
    return new Program(
        "pveum",
        new Verb("pveum", "pool modify", Pveum::modify)
            .with("poolid", text())
            .option("vms", text())
            .option("allow-move", bool()));
  }

  private static int modify(Call call) {
    Pools pools = call.node().pools();
    String pool = call.get("poolid");
    pools.refuseMissing(Optional.of(pool));
    for (String id : PctSet.list(call.get("vms"))) {
      Vmid vmid = Vmid.parse(id);
      if (pools.of(vmid).equals(Optional.of(pool))) {
        throw Refusal.died("VM " + vmid + " is already a pool member");
      }
      boolean moves = call.find("allow-move").filter("1"::equals).isPresent();
      Optional<String> other = pools.of(vmid);
      if (other.isPresent() && !moves) {
        throw Refusal.died(
            "VM "
                + vmid
                + " belongs already to pool '"
                + other.get()
                + "' and 'allow-move' is not"
                + " set");
      }
      pools.remove(vmid);
      pools.add(pool, vmid);
    }
    return 0;
  }
}
