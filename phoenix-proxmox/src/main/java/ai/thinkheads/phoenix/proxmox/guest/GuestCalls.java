package ai.thinkheads.phoenix.proxmox.guest;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.proxmox.process.Resource;
import ai.thinkheads.phoenix.proxmox.shell.ShellQuoting;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The calls at the end of a script that is sent into a guest: a beginning, a call for each of the
 * steps, and an end. The script's head says what these functions do.
 */
record GuestCalls(Vmid vmid, List<ProvisionStep> steps) {

  private static final String PRELUDE = Resource.text(GuestCalls.class, "prelude.sh");
  private static final String PARTS = Resource.text(GuestCalls.class, "parts.sh");
  private static final String UTILITIES =
      Resource.text(GuestCalls.class, "phoenix_hypervisor_common_utils.sh");
  private static final String MAIN = "\nmain() {\n";
  private static final String END = "}\nmain </dev/null\n";

  /**
   * Reads the calls of a script with that head.
   *
   * @throws IllegalArgumentException when the text is no such script, or one of another version of
   *     Phoenix
   */
  static GuestCalls read(String head, String text) {
    if (!text.startsWith(head + MAIN) || !text.endsWith(END)) {
      throw new IllegalArgumentException(
          "this is no provisioning script of this version of Phoenix");
    }
    ShellWords words = new ShellWords(text, head.length() + MAIN.length());
    Vmid vmid = Vmid.of(Integer.parseInt(words.line().get(2)));
    List<ProvisionStep> steps = new ArrayList<>();
    List<String> line = words.line();
    while (line.get(0).equals("step")) {
      steps.add(ProvisionStep.ofWords(line.subList(1, line.size())));
      line = words.line();
    }
    return new GuestCalls(vmid, steps);
  }

  /** The whole script with that head. */
  String text(String head) {
    return text(head, token(head));
  }

  /** The word that marks its lines; it depends on every byte of the script. */
  String token(String head) {
    byte[] bytes = text(head, "").getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(sha256().digest(bytes), 0, 12);
  }

  private String text(String head, String token) {
    StringBuilder text = new StringBuilder(head).append(MAIN);
    call(text, "begin", List.of(token, vmid.toString(), PRELUDE, PARTS, UTILITIES));
    for (int index = 0; index < steps.size(); index++) {
      call(text, "step", steps.get(index).words(index));
    }
    call(text, "finish", List.of());
    return text.append(END).toString();
  }

  private static void call(StringBuilder text, String function, List<String> words) {
    text.append("  ")
        .append(ShellQuoting.join(Stream.concat(Stream.of(function), words.stream()).toList()))
        .append('\n');
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The container and the steps; scripts and their input may hold secrets and are not shown. */
  @Override
  public String toString() {
    return "calls for " + vmid + " " + steps;
  }
}
