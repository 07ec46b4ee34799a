package ai.thinkheads.phoenix.testing;

import ai.thinkheads.phoenix.core.state.ObservedGuest;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Assertions about a guest that exists. Made by {@link StateAssert#guest}. */
public final class GuestAssert extends PictureAssert<GuestAssert, ObservedGuest> {

  private final StateAssert parent;

  GuestAssert(StateAssert parent, ObservedGuest actual) {
    super(actual, GuestAssert.class);
    this.parent = parent;
  }

  /** Goes on with another guest of the same node. */
  public GuestAssert guest(int vmid) {
    return parent.guest(vmid);
  }

  /** It runs. */
  public GuestAssert isRunning() {
    return expect(actual.running(), "run", "it is stopped");
  }

  /** It does not run. */
  public GuestAssert isStopped() {
    return expect(!actual.running(), "be stopped", "it runs");
  }

  /** No operation holds a lock on it. */
  public GuestAssert isUnlocked() {
    String lock = actual.config().lock().orElse("");
    return expect(lock.isEmpty(), "be unlocked", "it is locked for " + lock);
  }

  /** That option is in force, with that value as its configuration file has it. */
  public GuestAssert hasOption(String option, String value) {
    Map<String, String> options = actual.config().current().options();
    String found = options.getOrDefault(option, "not set");
    return expect(
        value.equals(options.get(option)),
        "have " + option + ": " + value,
        option + " is " + found);
  }

  /** That option is not in force. */
  public GuestAssert hasNoOption(String option) {
    String value = actual.config().current().options().getOrDefault(option, "");
    return expect(value.isEmpty(), "have no " + option, "it is " + value);
  }

  /** No change of its configuration waits for its next start. */
  public GuestAssert hasNothingPending() {
    Set<String> pending = actual.config().pending().options().keySet();
    return expect(pending.isEmpty(), "have nothing pending", pending + " are pending");
  }

  /** It has that snapshot, whatever others it has. */
  public GuestAssert hasSnapshot(String name) {
    return expectMembers("have snapshot", List.of(name), actual.config().snapshots().keySet());
  }

  /** It has no snapshot of that name. */
  public GuestAssert hasNoSnapshot(String name) {
    return expect(
        !actual.config().snapshots().containsKey(name), "have no snapshot " + name, "it has");
  }

  /** That feature is recorded inside of it as installed. Only known of guests that run. */
  public GuestAssert hasInstalled(String feature) {
    expect(
        actual.fingerprints().isPresent(),
        "have installed " + feature,
        "it was not looked inside of");
    return expectMembers(
        "have installed", List.of(feature), actual.fingerprints().orElseThrow().keySet());
  }

  @Override
  String subject() {
    return "guest " + actual.vmid() + " on " + actual.node();
  }

  @Override
  String picture() {
    return Pictures.of(actual);
  }
}
