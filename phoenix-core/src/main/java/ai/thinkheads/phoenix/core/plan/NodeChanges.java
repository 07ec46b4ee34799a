package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.state.DeviceNumber;
import ai.thinkheads.phoenix.core.state.NodeCondition;
import ai.thinkheads.phoenix.core.state.NodeSupply;
import ai.thinkheads.phoenix.core.state.ObservedNode;
import ai.thinkheads.phoenix.core.state.Storage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a plan relies on of a node, and is not there any more. What is new disturbs nobody. */
final class NodeChanges {

  private final ObservedNode was;
  private final ObservedNode is;
  private final List<String> phrases = new ArrayList<>();

  private NodeChanges(ObservedNode was, ObservedNode is) {
    this.was = was;
    this.is = is;
  }

  static List<String> between(ObservedNode was, ObservedNode is) {
    NodeChanges changes = new NodeChanges(was, is);
    if (!is.facts().canBe(was.facts())) {
      changes.phrases.add("is another machine of that name");
    }
    changes.version();
    was.storages().values().forEach(changes::storage);
    changes.gone("bridge", was.bridges(), is.bridges());
    changes.gone("device", was.devices(), is.devices());
    changes.gone("image", was.images(), is.images());
    changes.gone("path", was.paths(), is.paths());
    changes.condition(was.condition(), is.condition());
    return changes.phrases;
  }

  /** What can be set and when it is felt depends on the first two numbers. */
  private void version() {
    if (!release(was).equals(release(is))) {
      phrases.add("was Proxmox VE " + was.facts().pveVersion() + ", is " + is.facts().pveVersion());
    }
  }

  private static String release(ObservedNode node) {
    return node.facts().pveVersion().replaceFirst("^([0-9]+\\.[0-9]+).*", "$1");
  }

  private void storage(Storage old) {
    Storage now = is.storages().get(old.id());
    if (now == null) {
      phrases.add("storage " + old.id() + " is gone");
      return;
    }
    if (now.disabled() && !old.disabled()) {
      phrases.add("storage " + old.id() + " is disabled");
    }
    if (!now.type().equals(old.type())
        || !now.path().equals(old.path())
        || now.shared() != old.shared()) {
      phrases.add("storage " + old.id() + " is another one");
    }
    SortedSet<String> refused = new TreeSet<>(old.content());
    refused.removeAll(now.content());
    if (!refused.isEmpty()) {
      phrases.add("storage " + old.id() + " does not hold " + String.join(", ", refused));
    }
  }

  private void condition(NodeCondition old, NodeCondition now) {
    if (old.quorate() && !now.quorate()) {
      phrases.add("its cluster has lost its quorum");
    }
    if (old.supply().isPresent() && now.supply().isPresent()) {
      supply(old.supply().get(), now.supply().get());
    }
  }

  private void supply(NodeSupply old, NodeSupply now) {
    gone("hook script", old.snippets().keySet(), now.snippets().keySet());
    gone("pool", old.pools().keySet(), now.pools().keySet());
    old.numbers()
        .forEach(
            (device, number) -> {
              DeviceNumber other = now.numbers().get(device);
              if (other != null && !other.equals(number)) {
                phrases.add("device " + device + " was " + number + ", is " + other);
              }
            });
  }

  private void gone(String what, Collection<String> before, Collection<String> after) {
    before.stream()
        .filter(name -> !after.contains(name))
        .forEach(name -> phrases.add(what + " " + name + " is gone"));
  }
}
