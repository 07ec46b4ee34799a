package ai.thinkheads.phoenix.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command without a subcommand: there is nothing to do but to say what could be done. */
@Command(
    name = "phoenix",
    description = "Infrastructure as Java for Proxmox VE.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    footer = {
      "",
      "Exit status: 0 done or nothing to do, 1 failed, 2 wrong usage or invalid",
      "definition, 3 changes pending (plan --exit-code, drift), 4 restart pending",
      "(plan and apply --exit-code, drift), 5 out of reach (status, drift, apply,",
      "destroy, plan --exit-code), 130 cancelled."
    })
final class RootCommand implements Runnable {

  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "No command was given");
  }
}
