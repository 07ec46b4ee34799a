package ai.thinkheads.phoenix.lab;

import static ai.thinkheads.phoenix.dsl.Features.feature;
import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.feature.Script;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes into a guest over SSH, bash and lxc-attach arrives as it was. */
@InLab
@Timeout(120)
class ByteForByteTest {

  private static final String ODD =
      "-n '\\'' \" $(reboot) `reboot` ${HOME} \\ * ! # ; & | > \r\n\tgrüße 日本 😀 \u2028\nEOF\n}\n--";

  private static final Script KEEPER =
      new Script(
          "keeper.sh",
          """
          set -eu
          . "$PHOENIX_PRELUDE"
          load_parameters
          printf '%s' "$param_text" >/srv/text
          printf '%s\\0' "${param_list[@]}" >/srv/list
          cp "$0" /srv/script
          exit
          """
              + ODD);

  @Test
  void scripts_and_parameters_arrive_as_they_are(Lab lab) {
    String large = ODD.repeat(1_000_000 / ODD.length());

    LabGuest guest =
        lab.apply(
            920,
            c ->
                c.unprivileged()
                    .install(
                        feature("keeper").with("text", large).with("list", List.of(ODD, "", ODD))),
            KEEPER);

    assertThat(guest.read("/srv/text")).isEqualTo(large);
    assertThat(guest.read("/srv/list")).isEqualTo(ODD + "\0\0" + ODD + "\0");
    assertThat(guest.read("/srv/script")).isEqualTo(KEEPER.text());
  }

  @Test
  void arguments_and_input_of_a_command_arrive_as_they_are(Lab lab) {
    lab.apply(921, c -> c.unprivileged());
    try (HostShell shell = lab.connect()) {
      for (List<String> into :
          List.of(List.of("lxc-attach", "-n", "921"), List.of("pct", "exec", "921"))) {
        CommandResult result =
            shell.run(
                Command.of(
                        concat(
                            into,
                            List.of("--", "sh", "-c", "printf %s \"$@\"; cat", "sh", ODD, "", ODD)))
                    .withStdin(ODD));

        assertThat(result.stdoutText()).isEqualTo(ODD + ODD + ODD);
        assertThat(result.exitCode()).isZero();
      }
    }
  }

  private static List<String> concat(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
