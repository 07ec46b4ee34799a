package ai.thinkheads.phoenix.testing.crash;

import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import ai.thinkheads.phoenix.proxmox.shell.ShellException;
import ai.thinkheads.phoenix.testing.sim.CommandHook;
import ai.thinkheads.phoenix.testing.sim.SimulatedHost;
import java.util.Optional;

/** Breaks one run off at one point; counts the points when there is none. */
final class Disturbance implements CommandHook {

  private final Optional<Point> point;
  private int commands;
  private int changes;
  private boolean dead;
  private boolean happened;

  private Disturbance(Optional<Point> point) {
    this.point = point;
  }

  static Disturbance at(Point point) {
    return new Disturbance(Optional.of(point));
  }

  static Disturbance none() {
    return new Disturbance(Optional.empty());
  }

  void watch(SimulatedHost host) {
    host.hook(this);
    host.beforeChange(this::beforeChange);
  }

  static void end(SimulatedHost host) {
    host.recover();
    host.beforeChange(path -> {});
  }

  /** How many points of that kind the run has. */
  synchronized int count(Point.Kind kind) {
    return kind.isOfCommand() ? commands : changes;
  }

  /** Whether the run came as far as the point. */
  synchronized boolean happened() {
    return happened;
  }

  @Override
  public synchronized void before(int number, Command command) {
    refuseWhenDead();
    if (isPoint(command)) {
      hit(Point.Kind.DEAD_BEFORE_COMMAND, commands);
      hit(Point.Kind.CUT_BEFORE_COMMAND, commands);
    }
  }

  @Override
  public synchronized void after(int number, Command command, CommandResult result) {
    if (isPoint(command)) {
      int done = commands++;
      hit(Point.Kind.DEAD_AFTER_COMMAND, done);
      hit(Point.Kind.CUT_AFTER_COMMAND, done);
    }
  }

  private synchronized void beforeChange(String path) {
    // Proxmox computes that list, so that it is never behind.
    if (!path.equals("/etc/pve/.vmlist")) {
      refuseWhenDead();
      int change = changes++;
      hit(Point.Kind.DEAD_BEFORE_CHANGE, change);
      hit(Point.Kind.KILLED_BEFORE_CHANGE, change);
    }
  }

  /** The hold goes on beside all others, and ends when the others do. */
  private static boolean isPoint(Command command) {
    return !command.argv().contains("phoenix-hold");
  }

  private void hit(Point.Kind kind, int number) {
    if (!happened && point.equals(Optional.of(new Point(kind, number)))) {
      happened = true;
      dead = kind.isForGood();
      throw broken();
    }
  }

  private void refuseWhenDead() {
    if (dead) {
      throw broken();
    }
  }

  private static ShellException broken() {
    return new ShellException("broken off", "run again");
  }
}
