package ai.thinkheads.phoenix.proxmox.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import ai.thinkheads.phoenix.proxmox.shell.SudoRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RootAccessTest {

  private static final CommandMark MARK = new CommandMark("42");

  @Test
  void root_runs_commands_directly_in_a_utf8_locale() {
    assertThat(RootAccess.of("root").argv(Command.of("pct", "list"), MARK))
        .containsExactly(
            "env", "LANG=C.UTF-8", "LC_ALL=C.UTF-8", "PHOENIX_COMMAND=42", "pct", "list");
  }

  @Test
  void others_ask_sudo_which_must_not_ask_back() {
    assertThat(RootAccess.of("admin").argv(Command.of("pct", "list"), MARK))
        .containsExactly(
            "env",
            "LC_ALL=C",
            "sudo",
            "-n",
            "--",
            "env",
            "LANG=C.UTF-8",
            "LC_ALL=C.UTF-8",
            "PHOENIX_COMMAND=42",
            "pct",
            "list");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sudo: a password is required",
        "sudo: a terminal is required to read the password; either use the -S option",
        "admin is not in the sudoers file.",
        "Sorry, user admin is not allowed to execute '/usr/bin/env' as root on pve1.",
        "Sorry, user admin may not run sudo on pve1.",
        "env: 'sudo': No such file or directory",
        "env: ‘sudo’: No such file or directory",
        "sudo: unable to resolve host pve1\nsudo: a password is required",
        "sudo: The \"no new privileges\" flag is set, which prevents sudo from running as root.",
      })
  void refusal_is_recognised(String stderr) {
    assertThatExceptionOfType(SudoRefusedException.class)
        .isThrownBy(
            () -> RootAccess.SUDO.check(CommandResult.of(1, "", stderr + "\n"), "pve1", "admin"))
        .withMessageStartingWith("pve1: admin may not run commands as root");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "sudo: unable to resolve host pve1", "pct: a password is required", "sudo"})
  void other_failures_are_the_commands_own(String stderr) {
    CommandResult failure = CommandResult.of(1, "", stderr);

    assertThatCode(() -> RootAccess.SUDO.check(failure, "pve1", "admin"))
        .doesNotThrowAnyException();
  }

  @Test
  void root_is_never_refused_by_sudo() {
    CommandResult failure = CommandResult.of(1, "", "sudo: a password is required");

    assertThatCode(() -> RootAccess.DIRECT.check(failure, "pve1", "root"))
        .doesNotThrowAnyException();
  }
}
