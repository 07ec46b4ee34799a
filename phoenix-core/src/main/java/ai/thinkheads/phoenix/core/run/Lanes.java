package ai.thinkheads.phoenix.core.run;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Action;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What cannot be done twice at the same time: Proxmox refuses a second clone of one source at once
 * with {@code CT is locked (disk)}.
 */
final class Lanes {

  private final Map<Vmid, Lock> cloneSources = new ConcurrentHashMap<>();

  /** Does the work of an action when its lane is free. */
  void inLane(Action action, Runnable work) {
    if (action instanceof Action.CloneContainer clone) {
      Lock lane = cloneSources.computeIfAbsent(clone.source(), source -> new ReentrantLock(true));
      lane.lock();
      try {
        work.run();
      } finally {
        lane.unlock();
      }
    } else {
      work.run();
    }
  }
}
