package ai.thinkheads.phoenix.core.run;

import ai.thinkheads.phoenix.core.HypervisorException;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Finding;
import ai.thinkheads.phoenix.core.plan.GuestStep;
import ai.thinkheads.phoenix.core.plan.Inspection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Looks inside of guests, several side by side. */
public final class Inspector {

  /**
   * What is found in each guest. One that cannot be looked into is no failure: all in it is unknown
   * then.
   *
   * @param parallel how many guests are looked into at once, 1 or more
   */
  public static SortedMap<Vmid, List<Finding>> inspect(
      List<Inspection> inspections, Hypervisor hypervisor, int parallel) {
    ExecutorService pool = Executors.newFixedThreadPool(parallel);
    try {
      SortedMap<Vmid, Future<List<Finding>>> begun = new TreeMap<>();
      inspections.forEach(
          inspection ->
              begun.put(inspection.vmid(), pool.submit(() -> findings(inspection, hypervisor))));
      SortedMap<Vmid, List<Finding>> found = new TreeMap<>();
      begun.forEach((vmid, findings) -> found.put(vmid, await(findings)));
      return found;
    } finally {
      pool.shutdownNow();
    }
  }

  private static List<Finding> findings(Inspection inspection, Hypervisor hypervisor) {
    if (inspection.obstacle().isPresent()) {
      return unknown(inspection.steps(), inspection.obstacle().get());
    }
    try {
      return hypervisor.at(inspection.node()).inspect(inspection.vmid(), inspection.steps());
    } catch (HypervisorException e) {
      return unknown(inspection.steps(), String.valueOf(e.getMessage()));
    }
  }

  private static List<Finding> unknown(List<GuestStep> steps, String reason) {
    return steps.stream().map(step -> Finding.unknown(step.name(), reason)).toList();
  }

  private static List<Finding> await(Future<List<Finding>> findings) {
    try {
      return findings.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HypervisorException("interrupted while looking into guests", "run again", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private Inspector() {}
}
