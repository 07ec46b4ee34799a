package ai.thinkheads.phoenix.testing;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedState;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Assertions about what exists. Made by {@link PhoenixAssertions}. */
public final class StateAssert extends PictureAssert<StateAssert, ObservedState> {

  StateAssert(ObservedState actual) {
    super(actual, StateAssert.class);
  }

  /** Goes on with that guest, which must exist. */
  public GuestAssert guest(int vmid) {
    Optional<ObservedGuest> guest = Optional.ofNullable(actual.guests().get(Vmid.of(vmid)));
    expect(guest.isPresent(), "have guest " + vmid, "it has not");
    return new GuestAssert(this, guest.orElseThrow());
  }

  /** That guest does not exist. */
  public StateAssert hasNoGuest(int vmid) {
    boolean exists = actual.guests().containsKey(Vmid.of(vmid));
    return expect(!exists, "have no guest " + vmid, "it has");
  }

  /** Exactly these guests exist. */
  public StateAssert hasOnlyGuests(int... vmids) {
    return expectExactly(
        "have exactly these guests",
        Arrays.stream(vmids).sorted().boxed(),
        actual.guests().keySet().stream());
  }

  @Override
  String subject() {
    return "node " + actual.node().name();
  }

  @Override
  String picture() {
    return actual.guests().isEmpty()
        ? "    no guests"
        : actual.guests().values().stream()
            .map(guest -> "    guest " + guest.vmid() + name(guest))
            .collect(Collectors.joining("\n"));
  }

  private static String name(ObservedGuest guest) {
    return guest.config().current().option("hostname").map(name -> " " + name).orElse("");
  }
}
