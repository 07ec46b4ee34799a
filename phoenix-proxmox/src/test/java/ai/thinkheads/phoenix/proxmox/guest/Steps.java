package ai.thinkheads.phoenix.proxmox.guest;

import ai.thinkheads.phoenix.core.feature.Script;
import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.HealthCheck;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Action;
import ai.thinkheads.phoenix.core.plan.Fingerprint;
import ai.thinkheads.phoenix.core.plan.GuestStep;
import java.time.Duration;
import java.util.List;

/** Steps with fingerprints that tests can predict. */
final class Steps {

  static ProvisionScript script(GuestStep... steps) {
    return ProvisionScript.of(new Action.Provision(Vmid.of(902), List.of(steps)));
  }

  static GuestStep feature(String name, String script) {
    return feature(name, script, Attributes.none());
  }

  static GuestStep feature(String name, String text, Attributes parameters) {
    Script script = new Script(name + ".sh", text);
    return new GuestStep.InstallFeature(
        name, script, parameters, Fingerprint.of(script, parameters));
  }

  static GuestStep application(String text) {
    return application(text, Attributes.none());
  }

  static GuestStep application(String text, Attributes context) {
    Script script = new Script("app.sh", text);
    return new GuestStep.RunApplication(script, context, Fingerprint.of(script, context), false);
  }

  static GuestStep health(String command, int retries) {
    return new GuestStep.AwaitHealth(
        HealthCheck.of(command).tried(retries, Duration.ZERO), new Fingerprint("00000000000000ab"));
  }

  /** What is recorded when the step has succeeded. */
  static String record(GuestStep step) {
    return step.fingerprint() + "\n";
  }

  private Steps() {}
}
