package ai.thinkheads.phoenix.proxmox.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Finding;
import ai.thinkheads.phoenix.core.plan.GuestStep;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A look inside of a guest, by a real bash. */
@Timeout(60)
class InspectScriptTest {

  @TempDir Path folder;

  private List<Finding> look(GuestStep... steps) {
    InspectScript script = new InspectScript(Vmid.of(902), List.of(steps));
    return script.findings(new GuestBash(folder).run(script.command().stdin()));
  }

  @Test
  void each_thing_works_or_says_what_is_wrong_and_the_others_are_looked_at_all_the_same() {
    Path touched = folder.resolve("touched");
    GuestStep sound =
        Steps.feature(
            "sound",
            "apply() { touch " + touched + "; }\nverify() { [[ $param_word == 'a b' ]]; }\n",
            Attributes.of("word", "a b"));
    GuestStep broken =
        Steps.feature(
            "broken",
            "apply() { touch "
                + touched
                + "; }\n"
                + "verify() { say \"it is: $1\"; wrong-command; true; }\n");
    GuestStep mute = Steps.feature("mute", "touch " + touched + "\n");

    List<Finding> findings =
        look(sound, broken, mute, Steps.application("exit 1"), Steps.health("exit 3", 9));

    assertThat(findings.get(0)).isEqualTo(Finding.works("sound"));
    assertThat(findings.get(1).state()).isEqualTo(Finding.State.FAILS);
    assertThat(findings.get(1).text()).startsWith("it is: 902\n").contains("wrong-command");
    assertThat(findings.subList(2, 5))
        .containsExactly(
            Finding.unknown("mute", "its script has no verify part"),
            Finding.unknown("application", "its script has no verify part"),
            Finding.fails("health-check", "health check failed with exit status 3: command"));
    assertThat(touched).doesNotExist();
    assertThat(Path.of("/run"))
        .satisfies(
            run -> {
              try (var left = Files.newDirectoryStream(run, "phoenix-inspect.*")) {
                assertThat(left).isEmpty();
              }
            });
  }

  @Test
  void secrets_in_what_is_seen_are_not_shown() {
    assertThat(look(Steps.health("echo password=hunter2; exit 1", 1)).get(0).text())
        .doesNotContain("hunter2");
  }

  @Test
  void a_guest_without_bash_cannot_be_looked_into() {
    InspectScript script = new InspectScript(Vmid.of(902), List.of(Steps.health("true", 1)));

    assertThatThrownBy(
            () -> script.findings(CommandResult.of(127, "", "lxc-attach: no such file\n")))
        .hasMessage(
            "container 902: cannot be looked into, exit status 127: lxc-attach: no such file");
  }
}
