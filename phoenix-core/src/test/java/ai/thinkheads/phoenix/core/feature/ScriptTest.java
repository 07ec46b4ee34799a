package ai.thinkheads.phoenix.core.feature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTest {

  private static Script script(String text) {
    return new Script("x.sh", text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "apply() {\n:\n}\n",
        "#!/bin/bash\napply () { :; }\n",
        "#!/usr/bin/env bash\n\nfunction apply() { :; }\n"
      })
  void a_script_that_defines_apply_has_parts(String text) {
    assertThat(script(text).hasParts()).isTrue();
    assertThat(script(text).verifies()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "apt-get install x\n",
        "#!/bin/sh\napply() { :; }\n",
        "#!/usr/bin/perl\n__DATA__\napply() {}\n",
        "  apply() { :; }\n",
        "verify() { :; }\n",
        "apply_all() { :; }\n"
      })
  void any_other_script_is_run_as_it_is(String text) {
    assertThat(script(text).hasParts()).isFalse();
    assertThat(script(text).verifies()).isFalse();
  }

  @Test
  void a_script_with_a_verify_part_verifies() {
    assertThat(script("apply() { :; }\nverify() { :; }\n").verifies()).isTrue();
  }
}
