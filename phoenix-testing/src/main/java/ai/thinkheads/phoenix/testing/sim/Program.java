package ai.thinkheads.phoenix.testing.sim;

import java.util.List;

/** A Proxmox program that is called with a subcommand. */
final class Program {

  private final String name;
  private final List<Verb> verbs;

  /** Of that name; the longest name of a subcommand counts, so {@code pool add} is one. */
  Program(String name, Verb... verbs) {
    this.name = name;
    this.verbs = List.of(verbs);
  }

  int run(List<String> words, Call.Context context) {
    for (Verb verb : verbs) {
      List<String> own = List.of(verb.name().split(" ", -1));
      if (words.size() >= own.size() && words.subList(0, own.size()).equals(own)) {
        return verb.run(words.subList(own.size(), words.size()), context);
      }
    }
    context
        .output()
        .err(
            words.isEmpty()
                ? "ERROR: no command specified\n"
                : "ERROR: unknown command '" + name + " " + words.get(0) + "'\n");
    return Refusal.DIED;
  }
}
