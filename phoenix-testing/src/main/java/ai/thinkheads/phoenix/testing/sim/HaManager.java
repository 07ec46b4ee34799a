package ai.thinkheads.phoenix.testing.sim;

import static ai.thinkheads.phoenix.testing.sim.OptionSpec.choice;
import static ai.thinkheads.phoenix.testing.sim.OptionSpec.integer;
import static ai.thinkheads.phoenix.testing.sim.OptionSpec.text;

import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The program {@code ha-manager}. What it is asked for has happened by the time it returns, where a
 * real one only notes the request and acts within seconds.
 */
final class HaManager {

  private static final String SERVICE = "sid";
  private static final String STATE = "state";
  private static final OptionSpec STATES =
      choice("started", "stopped", "enabled", "disabled", "ignored");

  private HaManager() {}

  static Program program() {
    return new Program(
        "ha-manager",
        new Verb("ha-manager", "add", HaManager::add)
            .with(SERVICE, text())
            .option(STATE, STATES)
            .option("group", text())
            .option("comment", text())
            .option("max_restart", integer(0, Integer.MAX_VALUE))
            .option("max_relocate", integer(0, Integer.MAX_VALUE)),
        new Verb("ha-manager", "set", HaManager::set)
            .with(SERVICE, text())
            .option(STATE, STATES)
            .option("group", text())
            .option("comment", text())
            .option("max_restart", integer(0, Integer.MAX_VALUE))
            .option("max_relocate", integer(0, Integer.MAX_VALUE)),
        new Verb("ha-manager", "remove", HaManager::remove).with(SERVICE, text()),
        new Verb("ha-manager", "migrate", HaManager::migrate)
            .with(SERVICE, text())
            .with("node", text()),
        new Verb("ha-manager", "config", HaManager::config),
        new Verb("ha-manager", "status", HaManager::status));
  }

  private static Vmid guest(Call call) {
    return Vmid.parse(call.get(SERVICE).replaceFirst("^ct:", ""));
  }

  private static Map<String, String> settings(Call call) {
    Map<String, String> settings = new LinkedHashMap<>(call.arguments().values());
    settings.remove(SERVICE);
    settings.remove("node");
    return settings;
  }

  private static int add(Call call) {
    Vmid vmid = guest(call);
    if (call.node().ha().knows(vmid)) {
      throw Refusal.died("resource ID 'ct:" + vmid + "' already defined");
    }
    if (call.node().peers().nodeOf(vmid).isEmpty()) {
      throw Refusal.died("unable to add resource 'ct:" + vmid + "': no such service");
    }
    call.node().ha().put(vmid, settings(call));
    call.find(STATE).ifPresent(state -> carryOut(call, vmid, state));
    return 0;
  }

  private static int set(Call call) {
    Vmid vmid = guest(call);
    Map<String, String> old = known(call, vmid);
    old.putAll(settings(call));
    call.node().ha().put(vmid, old);
    call.find(STATE).ifPresent(state -> carryOut(call, vmid, state));
    return 0;
  }

  private static Map<String, String> known(Call call, Vmid vmid) {
    return call.node()
        .ha()
        .find(vmid)
        .orElseThrow(() -> Refusal.died("no such resource 'ct:" + vmid + "'"));
  }

  /** Asks for a state as {@code pct start}, {@code stop} and {@code shutdown} do. */
  static void request(Call call, String state) {
    call.node().ha().request(call.vmid(), state);
    carryOut(call, call.vmid(), state);
  }

  private static void carryOut(Call call, Vmid vmid, String state) {
    call.node()
        .peers()
        .nodeOf(vmid)
        .ifPresent(
            node -> {
              Call there = call.on(node).muted().withValue("vmid", vmid.toString());
              boolean running = node.running().contains(vmid);
              if (List.of("started", "enabled").contains(state) && !running) {
                PctPower.startItself(there);
              } else if (List.of("stopped", "disabled").contains(state) && running) {
                PctPower.stopItself(there);
              }
            });
  }

  private static int remove(Call call) {
    Vmid vmid = guest(call);
    known(call, vmid);
    call.node().ha().remove(vmid);
    return 0;
  }

  private static int migrate(Call call) {
    Vmid vmid = guest(call);
    known(call, vmid);
    Node from =
        call.node()
            .peers()
            .nodeOf(vmid)
            .orElseThrow(() -> Refusal.died("no such service 'ct:" + vmid + "'"));
    return PctMigrate.moveItself(
        call.on(from).muted().withValue("vmid", vmid.toString()).withValue("restart", "1"),
        call.get("node"));
  }

  private static int config(Call call) {
    StringBuilder text = new StringBuilder();
    call.node()
        .ha()
        .all()
        .forEach(
            (vmid, settings) -> {
              text.append("ct:").append(vmid).append('\n');
              settings.forEach(
                  (key, value) ->
                      text.append('\t').append(key).append(' ').append(value).append('\n'));
              text.append('\n');
            });
    call.output().out(text.toString());
    return 0;
  }

  private static int status(Call call) {
    StringBuilder text = new StringBuilder("quorum OK\n");
    call.node()
        .ha()
        .all()
        .forEach(
            (vmid, settings) ->
                text.append("service ct:")
                    .append(vmid)
                    .append(" (")
                    .append(call.node().peers().nodeOf(vmid).map(Node::name).orElse("none"))
                    .append(", ")
                    .append(settings.getOrDefault(STATE, "started"))
                    .append(")\n"));
    call.output().out(text.toString());
    return 0;
  }
}
