package ai.thinkheads.phoenix.testing;

import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** A step that a plan is expected to have, or not to have. Made by {@link Steps}. */
public final class ExpectedStep {

  private final Vmid vmid;
  private final String words;
  private final Predicate<Deed> kind;

  ExpectedStep(int vmid, String words, Predicate<Deed> kind) {
    this.vmid = Vmid.of(vmid);
    this.words = words;
    this.kind = kind;
  }

  /** Those among these that are meant. */
  List<Deed> among(Collection<Deed> deeds) {
    return deeds.stream().filter(deed -> deed.vmid().equals(vmid) && kind.test(deed)).toList();
  }

  /** Like {@code clone 950}. */
  @Override
  public String toString() {
    return words;
  }
}
