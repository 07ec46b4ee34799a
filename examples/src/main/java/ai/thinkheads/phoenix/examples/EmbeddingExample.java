package ai.thinkheads.phoenix.examples;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.feature.ScriptDirectory;
import ai.thinkheads.phoenix.core.json.ConfigFiles;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.plan.GuestPlan;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.Planner;
import ai.thinkheads.phoenix.core.plan.Step;
import ai.thinkheads.phoenix.core.run.Cancellation;
import ai.thinkheads.phoenix.core.run.ExecutionListener;
import ai.thinkheads.phoenix.core.run.Hypervisor;
import ai.thinkheads.phoenix.core.run.Report;
import ai.thinkheads.phoenix.core.run.Runner;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import ai.thinkheads.phoenix.core.validate.Validator;
import ai.thinkheads.phoenix.proxmox.ProxmoxHypervisor;
import ai.thinkheads.phoenix.proxmox.ssh.HostShells;
import ai.thinkheads.phoenix.proxmox.ssh.SshOptions;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program that has Phoenix at work inside of it: no command line, no output, no exit. */
public final class EmbeddingExample {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddingExample.class);

  /** Makes a node be as the two files of a directory say; any thread may cancel it. */
  public static Report apply(Path directory, String target, Cancellation cancellation) {
    try (var pve = ProxmoxHypervisor.over(HostShells.open(target, SshOptions.defaults()))) {
      return apply(directory, pve, cancellation);
    }
  }

  static Report apply(Path directory, Hypervisor pve, Cancellation cancellation) {
    Infrastructure lab = ConfigFiles.read(directory).infrastructure();
    var scripts = ScriptDirectory.read(directory.resolve("scripts")).library();
    var features = FeatureCatalog.installed().withScripts(scripts);

    ValidInfrastructure valid = Validator.of(features).validate(lab).orElseThrow();
    ObservedState state = pve.observe(valid.scope());
    Plan plan = Planner.plan(valid, state);
    Report report = Runner.on(pve).listener(new Steps()).cancellation(cancellation).run(plan);

    report.guests().forEach(guest -> LOG.info("{} is {}", guest.name(), guest.outcome()));
    return report;
  }

  /** Tells the log of each step as it begins. */
  private static final class Steps implements ExecutionListener {
    @Override
    public void stepStarted(GuestPlan guest, Step step) {
      LOG.info("{}: {}", guest.name(), step.action().title());
    }
  }

  private EmbeddingExample() {}
}
