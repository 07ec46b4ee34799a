package ai.thinkheads.phoenix.testing.sim;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who answers which of Phoenix's own scripts, by the script's name. A script run as {@code bash -c
 * TEXT NAME ARGUMENT…} has its name there; one run as {@code bash -s NAME ARGUMENT…} has it as
 * first argument, or in a comment at its top like {@code # phoenix-provision}.
 */
final class Scripts {

  private static final Pattern TOP_COMMENT =
      Pattern.compile("\\A(?:#![^\\n]*\\n)?#+ *(phoenix-[a-z0-9-]+)\\b");

  private final Map<String, HostScriptHandler> hostHandlers = new ConcurrentHashMap<>();
  private final Map<String, GuestScriptHandler> guestHandlers = new ConcurrentHashMap<>();

  /**
   * A shell that is asked to run a script.
   *
   * @param name the script's name; empty for none
   * @param text the script
   * @param arguments the arguments behind the name
   */
  record Script(String name, String text, List<String> arguments) {}

  void onHost(String name, HostScriptHandler handler) {
    hostHandlers.put(name, handler);
  }

  void inGuest(String name, GuestScriptHandler handler) {
    guestHandlers.put(name, handler);
  }

  Optional<HostScriptHandler> hostHandler(Script script) {
    return Optional.ofNullable(hostHandlers.get(script.name()));
  }

  Optional<GuestScriptHandler> guestHandler(Script script) {
    return Optional.ofNullable(guestHandlers.get(script.name()));
  }

  /** The script that a command line runs; absent when it is no shell with a script. */
  static Optional<Script> of(List<String> argv, byte[] stdin) {
    boolean shell = argv.get(0).matches("(?:/usr)?(?:/bin/)?(?:bash|sh)");
    if (!shell || argv.size() < 2) {
      return Optional.empty();
    }
    if (argv.get(1).equals("-c") && argv.size() > 2) {
      boolean named = argv.size() > 3;
      return Optional.of(
          new Script(
              named ? argv.get(3) : "", argv.get(2), argv.subList(named ? 4 : 3, argv.size())));
    }
    if (argv.get(1).equals("-s")) {
      return Optional.of(fromStdin(argv, new String(stdin, StandardCharsets.UTF_8)));
    }
    return Optional.empty();
  }

  private static Script fromStdin(List<String> argv, String text) {
    int first = argv.size() > 2 && argv.get(2).equals("--") ? 3 : 2;
    if (argv.size() > first && argv.get(first).startsWith("phoenix-")) {
      return new Script(argv.get(first), text, argv.subList(first + 1, argv.size()));
    }
    Matcher comment = TOP_COMMENT.matcher(text);
    return new Script(
        comment.find() ? comment.group(1) : "", text, argv.subList(first, argv.size()));
  }
}
