package ai.thinkheads.phoenix.lab;

import static ai.thinkheads.phoenix.dsl.Features.feature;
import static ai.thinkheads.phoenix.dsl.HealthChecks.command;
import static ai.thinkheads.phoenix.dsl.Phoenix.container;
import static ai.thinkheads.phoenix.dsl.Phoenix.image;
import static ai.thinkheads.phoenix.dsl.Phoenix.template;
import static ai.thinkheads.phoenix.dsl.Units.gib;
import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.feature.Script;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.run.Report;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import ai.thinkheads.phoenix.dsl.ContainerDef;
import ai.thinkheads.phoenix.dsl.Phoenix;
import ai.thinkheads.phoenix.dsl.TemplateDef;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A small lab is applied as a user does it, over SSH, to real containers. */
@InLab
@Timeout(300)
class ApplyTest {

  private static final Script GREETER =
      new Script(
          "greeter.sh",
          """
          set -eu
          . "$PHOENIX_PRELUDE"
          load_parameters
          printf '%s' "$param_greeting" >/srv/greeting
          echo once >>/srv/greeter-runs
          """);
  private static final Script MARKER =
      new Script("marker.sh", "echo once >>/srv/marker-runs; chown nobody /srv/marker-runs\n");
  private static final Script APPLICATION =
      new Script("app.sh", "[ \"$1\" = 950 ] && cp /srv/greeting /srv/served\n");

  // @formatter:off
  private static Infrastructure lab(String greeting) {
    TemplateDef base = template(900, "base", image(Lab.IMAGE), t -> t
        .memory(gib(1)).disk("local-zfs", gib(4)).network(Lab.address(200)).unprivileged()
        .install(feature("marker")).snapshot("base-snapshot"));
    ContainerDef greeter = container(950, "greeter", base, c -> c
        .network(Lab.address(150))
        .install(feature("greeter").with("greeting", greeting))
        .applicationScript("app.sh")
        .healthCheck(command("test -s /srv/served").retries(3).every(Duration.ofSeconds(1))));
    return Phoenix.infrastructure("lab", greeter);
  }

  // @formatter:on

  @Test
  void a_lab_is_applied_once_and_a_change_runs_what_depends_on_it(Lab lab) {
    ValidInfrastructure first = lab.validate(lab("hello"), GREETER, MARKER, APPLICATION);

    Report report = lab.apply(first);

    assertThat(report.isSuccess()).as("%s", report).isTrue();
    assertThat(lab.plan(first).isEmpty()).as("%s", lab.plan(first)).isTrue();
    LabGuest guest = lab.guest(950);
    assertThat(guest.read("/srv/served")).isEqualTo("hello");
    assertThat(guest.sh("hostname; hostname -I; cat /srv/marker-runs; stat -c %U /srv/*runs /srv"))
        .isEqualTo("greeter\n10.98.0.150 \nonce\nroot\nnobody\nroot");

    ValidInfrastructure second = lab.validate(lab("good day"), GREETER, MARKER, APPLICATION);
    Report change = lab.apply(second);

    assertThat(change.isSuccess()).as("%s", change).isTrue();
    assertThat(guest.read("/srv/served")).isEqualTo("good day");
    assertThat(guest.sh("cat /srv/greeter-runs /srv/marker-runs")).isEqualTo("once\nonce\nonce");
    assertThat(lab.plan(second).isEmpty()).isTrue();
  }
}
