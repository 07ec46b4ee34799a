package ai.thinkheads.phoenix.proxmox.guest;

import ai.thinkheads.phoenix.core.feature.Script;
import ai.thinkheads.phoenix.core.model.HealthCheck;
import ai.thinkheads.phoenix.core.plan.Fingerprint;
import ai.thinkheads.phoenix.core.plan.GuestStep;
import java.time.Duration;
import java.util.List;

/**
 * One step of a {@link ProvisionScript}: a script that is run inside the guest.
 *
 * @param name the name under which it is recorded
 * @param fingerprint what is recorded when it has succeeded
 * @param once whether it is skipped when that is recorded already
 * @param tries how often it is tried before it has failed
 * @param pause the pause between two tries, whole seconds
 * @param deadline when it has failed although there are tries left, whole seconds; zero for never
 * @param interpreter the program that runs the script, with an option where it has one; {@code
 *     parts} for a script in parts
 * @param script the text of the script
 * @param input what the script reads from its standard input; for an application its entry as JSON,
 *     which it reads from a file
 */
public record ProvisionStep(
    String name,
    Fingerprint fingerprint,
    boolean once,
    int tries,
    Duration pause,
    Duration deadline,
    List<String> interpreter,
    String script,
    String input) {

  /**
   * @throws IllegalArgumentException when the name cannot be a file name
   */
  public ProvisionStep {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]*")) {
      throw new IllegalArgumentException(
          "\"" + name + "\" cannot name a step; use letters, digits, '_' and '-'");
    }
    interpreter = List.copyOf(interpreter);
  }

  static ProvisionStep of(GuestStep step) {
    if (step instanceof GuestStep.InstallFeature feature) {
      return run(feature, feature.script(), ShellAssignments.of(feature.parameters()), true);
    }
    if (step instanceof GuestStep.RunApplication application) {
      String entry = JsonText.of(application.context().values());
      return run(application, application.script(), entry, !application.rerun());
    }
    GuestStep.AwaitHealth health = (GuestStep.AwaitHealth) step;
    HealthCheck check = health.check();
    return new ProvisionStep(
        health.name(),
        health.fingerprint(),
        false,
        check.retries(),
        check.interval(),
        check.deadline().orElse(Duration.ZERO),
        Interpreter.BASH,
        HealthScript.of(check),
        "");
  }

  private static ProvisionStep run(GuestStep step, Script script, String input, boolean once) {
    return new ProvisionStep(
        step.name(),
        step.fingerprint(),
        once,
        1,
        Duration.ZERO,
        Duration.ZERO,
        script.hasParts() ? Interpreter.PARTS : Interpreter.of(script.text()),
        script.text(),
        input);
  }

  /** The words that call {@code step} in the script. */
  List<String> words(int index) {
    return List.of(
        Integer.toString(index),
        name,
        fingerprint.text(),
        once ? "once" : "always",
        Integer.toString(tries),
        Long.toString(pause.toSeconds()),
        Long.toString(deadline.toSeconds()),
        interpreter.get(0),
        interpreter.size() > 1 ? interpreter.get(1) : "",
        script,
        input);
  }

  /** The step that those words call. */
  static ProvisionStep ofWords(List<String> words) {
    List<String> interpreter =
        words.get(8).isEmpty() ? List.of(words.get(7)) : List.of(words.get(7), words.get(8));
    return new ProvisionStep(
        words.get(1),
        new Fingerprint(words.get(2)),
        words.get(3).equals("once"),
        Integer.parseInt(words.get(4)),
        Duration.ofSeconds(Long.parseLong(words.get(5))),
        Duration.ofSeconds(Long.parseLong(words.get(6))),
        interpreter,
        words.get(9),
        words.get(10));
  }

  /** The name and the record; scripts and their input may hold secrets and are not shown. */
  @Override
  public String toString() {
    return name + " " + fingerprint;
  }
}
