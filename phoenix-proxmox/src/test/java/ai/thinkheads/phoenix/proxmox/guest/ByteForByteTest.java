package ai.thinkheads.phoenix.proxmox.guest;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.plan.GuestStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts and parameters reach the guest as they are, whatever characters they are made of. */
class ByteForByteTest {

  private static final int ROUNDS = 40;
  private static final List<String> PIECES =
      List.of(
          "'",
          "\\",
          "'\\''",
          "\"",
          "$(exit 9)",
          "`exit 9`",
          "\n",
          "\r\n",
          "EOF\n",
          "\t",
          " ",
          "\u0001",
          "\u007f",
          "é",
          "\u2028",
          "\ufeff",
          "😀",
          "*",
          "!",
          "#",
          ";",
          "&",
          "|",
          "}\n");

  @TempDir Path folder;

  @Test
  void a_script_arrives_as_it_is() throws IOException {
    Random random = new Random(7_5);
    List<GuestStep> steps = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      String text = "cp \"$0\" " + folder + "/" + round + "; exit\n" + text(random);
      texts.add(text);
      steps.add(Steps.feature("f" + round, text));
    }
    ProvisionScript script = Steps.script(steps.toArray(GuestStep[]::new));

    GuestBash.Run run = new GuestBash(folder).run(script);

    assertThat(run.words()).endsWith("finished");
    for (int round = 0; round < ROUNDS; round++) {
      assertThat(Files.readString(folder.resolve("" + round))).isEqualTo(texts.get(round));
    }
  }

  @Test
  void parameters_arrive_as_they_are() throws IOException {
    Random random = new Random(7_6);
    String load =
        """
        set -euo pipefail
        . "$PHOENIX_PRELUDE"
        load_parameters
        printf '%s\\0' "$param_text" "${#param_list[@]}" ${param_list[@]+"${param_list[@]}"} >FILE
        """;
    List<GuestStep> steps = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      String text = text(random);
      List<String> list =
          IntStream.range(0, random.nextInt(4)).mapToObj(n -> text(random)).toList();
      Attributes parameters = Attributes.of("text", text).with("list", list);
      String script = load.replace("FILE", folder + "/" + round);
      steps.add(Steps.feature("f" + round, script, parameters));
      expected.add(
          text
              + "\0"
              + list.size()
              + "\0"
              + list.stream().map(item -> item + "\0").collect(Collectors.joining()));
    }
    ProvisionScript script = Steps.script(steps.toArray(GuestStep[]::new));

    GuestBash.Run run = new GuestBash(folder).run(script);

    assertThat(run.words()).endsWith("finished");
    for (int round = 0; round < ROUNDS; round++) {
      assertThat(Files.readString(folder.resolve("" + round))).isEqualTo(expected.get(round));
    }
  }

  @Test
  void a_script_is_read_back_from_its_text_as_it_was_made() {
    Random random = new Random(7_7);
    for (int round = 0; round < 200; round++) {
      ProvisionScript script =
          Steps.script(
              Steps.feature("a", text(random), Attributes.of("text", text(random))),
              Steps.application("#!/usr/bin/env python3\n" + text(random)),
              Steps.health("x" + text(random), 1 + random.nextInt(9)));

      assertThat(ProvisionScript.parse(script.text())).isEqualTo(script);
    }
  }

  private static String text(Random random) {
    return random
        .ints(random.nextInt(30), 0, PIECES.size() + 3)
        .mapToObj(
            n ->
                n < PIECES.size()
                    ? PIECES.get(n)
                    : Character.toString(1 + random.nextInt(0xd7ff - 1)))
        .collect(Collectors.joining());
  }
}
