package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.feature.Script;
import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.HealthCheck;

/** One thing that is done inside a guest, as part of {@link Action.Provision}. */
public sealed interface GuestStep {

  /** What people call it, like {@code docker}; also the name in progress messages. */
  String name();

  /** What is done, in a few words for people, like {@code install docker}. */
  String title();

  /** What is recorded inside the guest, under that name, when the step succeeds. */
  Fingerprint fingerprint();

  /**
   * Runs the script of a feature, and records its fingerprint when it succeeds.
   *
   * @param name the feature
   * @param script its script
   * @param parameters what the script gets by standard input
   * @param fingerprint what is recorded as installed
   */
  record InstallFeature(String name, Script script, Attributes parameters, Fingerprint fingerprint)
      implements GuestStep {
    @Override
    public String title() {
      return "install " + name;
    }
  }

  /**
   * Runs the script that sets up the application, and records its fingerprint when it succeeds.
   *
   * @param script the script; its only argument is the CTID
   * @param context the container's entry of {@code lxc_configs}, which the script can read
   * @param fingerprint what is recorded as installed
   * @param rerun whether it runs even when that is recorded already
   */
  record RunApplication(Script script, Attributes context, Fingerprint fingerprint, boolean rerun)
      implements GuestStep {

    /** One that is told nothing, and runs unless it is recorded. */
    public RunApplication(Script script, Fingerprint fingerprint) {
      this(script, Attributes.none(), fingerprint, false);
    }

    /** The same as one that runs even when it is recorded. */
    public RunApplication again() {
      return new RunApplication(script, context, fingerprint, true);
    }

    /** The name under which every application script is recorded. */
    public static final String NAME = "application";

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String title() {
      return "run " + script.name() + (rerun ? " again" : "");
    }
  }

  /**
   * Waits until the guest does its work, and records the fingerprint when it does. Never skipped:
   * the record only tells later runs that the check has succeeded since the last change.
   *
   * @param check how to tell
   * @param fingerprint what is recorded
   */
  record AwaitHealth(HealthCheck check, Fingerprint fingerprint) implements GuestStep {

    /** The name under which every health check is recorded. */
    public static final String NAME = "health-check";

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String title() {
      return "wait until healthy";
    }
  }
}
