package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.problem.InvalidInputException;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The texts of both files for an infrastructure. They are read again before anybody gets them, so
 * nothing is ever written that says something else.
 *
 * @param host the text of the host file; absent when there is none and nothing to say in it
 * @param guests the text of the guest file; absent when there is none and nothing to say in it
 */
record Revision(Optional<String> host, Optional<String> guests) {

  /**
   * Both files for an infrastructure that comes from no file.
   *
   * @throws InvalidInputException when the files cannot say what it says
   */
  static Revision of(Infrastructure infrastructure) {
    Canonical canonical = Canonical.of(infrastructure);
    Revision revision =
        new Revision(
            Optional.of(JsonWriter.pretty(canonical.host())),
            Optional.of(JsonWriter.pretty(canonical.guests())));
    return revision.checked(infrastructure);
  }

  /**
   * Both files after a change.
   *
   * @param host the host file as it was read; absent when there was none
   * @param guests the guest file as it was read; absent when there was none
   * @param before the infrastructure that was read from them
   * @param after the infrastructure to be written
   * @throws InvalidInputException when the files cannot say what it says
   */
  static Revision of(
      Optional<Source> host, Optional<Source> guests, Infrastructure before, Infrastructure after) {
    Canonical known = Canonical.of(before);
    Canonical wanted = Canonical.of(after);
    Revision revision =
        new Revision(
            text(
                host,
                known.host(),
                wanted.host(),
                Spellings.host(tree(host), known.host(), wanted.host())),
            text(guests, known.guests(), wanted.guests(), modernised(tree(guests), known, wanted)));
    return revision.checked(after);
  }

  private static JsonObject tree(Optional<Source> source) {
    return source.map(Source::tree).orElse(JsonObject.empty());
  }

  /** A file whose part of the infrastructure did not change keeps its text to the letter. */
  private static Optional<String> text(
      Optional<Source> source, JsonObject before, JsonObject after, JsonObject original) {
    if (before.equals(after)) {
      return source.map(Source::text);
    }
    return Optional.of(JsonWriter.pretty(Merge.merge(original, before, after)));
  }

  private static JsonObject modernised(JsonObject original, Canonical before, Canonical after) {
    String key = InfrastructureReader.CONTAINERS;
    Optional<JsonObject> entries = original.object(key);
    if (entries.isEmpty()) {
      return original;
    }
    JsonObject known = before.guests().object(key).orElse(JsonObject.empty());
    JsonObject wanted = after.guests().object(key).orElse(JsonObject.empty());
    JsonObject.Builder modern = JsonObject.builder();
    entries
        .get()
        .members()
        .forEach(
            (vmid, entry) -> {
              Optional<JsonObject> old = known.object(vmid);
              Optional<JsonObject> now = wanted.object(vmid);
              modern.put(
                  vmid,
                  entry instanceof JsonObject file && old.isPresent() && now.isPresent()
                      ? Spellings.container(file, old.get(), now.get())
                      : entry);
            });
    return original.toBuilder().put(key, modern.build()).build();
  }

  private Revision checked(Infrastructure wanted) {
    Problems hostProblems = new Problems(ConfigFiles.HOST_FILE);
    Problems guestProblems = new Problems(ConfigFiles.GUEST_FILE);
    Infrastructure read = Infrastructure.empty();
    Optional<Source> hostAgain =
        host.flatMap(text -> Source.parse(ConfigFiles.HOST_FILE, text, hostProblems));
    Optional<Source> guestsAgain =
        guests.flatMap(text -> Source.parse(ConfigFiles.GUEST_FILE, text, guestProblems));
    if (hostAgain.isPresent()) {
      read = InfrastructureReader.readHost(hostAgain.get().tree(), hostProblems, read);
    }
    if (guestsAgain.isPresent()) {
      read = InfrastructureReader.readGuests(guestsAgain.get().tree(), guestProblems, read);
    }
    List<Problem> problems =
        new ArrayList<>(
            Stream.of(hostProblems, guestProblems)
                .flatMap(found -> found.inOrder().stream())
                .filter(Problem::isError)
                .map(Revision::withoutPlace)
                .toList());
    if (problems.isEmpty() && !read.equals(wanted)) {
      problems.addAll(differences(read, wanted));
    }
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
    return this;
  }

  /** The place would be in a text that nobody has seen. */
  private static Problem withoutPlace(Problem problem) {
    return Problem.error(problem.path(), problem.message(), problem.remedy());
  }

  private static List<Problem> differences(Infrastructure read, Infrastructure wanted) {
    String message = "cannot be written: the files would say something else";
    String remedy = "use no extras, settings or parameters that stand for parts of the model";
    List<Problem> problems =
        new ArrayList<>(
            wanted.containers().values().stream()
                .filter(
                    container -> !read.container(container.vmid()).equals(Optional.of(container)))
                .map(Container::title)
                .map(title -> Problem.error(title, message, remedy))
                .toList());
    return problems.isEmpty() ? List.of(Problem.error(wanted.name(), message, remedy)) : problems;
  }
}
