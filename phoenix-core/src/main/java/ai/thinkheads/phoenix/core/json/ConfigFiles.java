package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.PhoenixException;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.problem.InvalidInputException;
import ai.thinkheads.phoenix.core.problem.Location;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The two interchange files: what they say, what is wrong with them, and how they are written back.
 *
 * <p>Nothing of a file is lost: what Phoenix does not know is kept, and a change of the
 * infrastructure touches only what it is about. What did not change keeps its spelling, its order
 * and its place; a file without any change keeps its text to the letter.
 */
public final class ConfigFiles {

  /** The name of the file about the host. */
  public static final String HOST_FILE = "phoenix_hypervisor_config.json";

  /** The name of the file about the guests. */
  public static final String GUEST_FILE = "phoenix_lxc_configs.json";

  private final Optional<Source> host;
  private final Optional<Source> guests;
  private final Infrastructure origin;
  private final Infrastructure infrastructure;
  private final List<Problem> problems;
  private final Revision revision;

  private ConfigFiles(
      Optional<Source> host,
      Optional<Source> guests,
      Infrastructure origin,
      Infrastructure infrastructure,
      List<Problem> problems,
      Revision revision) {
    this.host = host;
    this.guests = guests;
    this.origin = origin;
    this.infrastructure = infrastructure;
    this.problems = List.copyOf(problems);
    this.revision = revision;
  }

  /**
   * Reads the files of a directory under their usual names. One of the two may be missing.
   *
   * @throws InvalidInputException with all problems when there is an error among them
   */
  public static ConfigFiles read(Path directory) {
    Path hostFile = directory.resolve(HOST_FILE);
    Path guestFile = directory.resolve(GUEST_FILE);
    if (!exists(hostFile) && !exists(guestFile)) {
      String message =
          Files.isDirectory(directory)
              ? "has neither " + GUEST_FILE + " nor " + HOST_FILE
              : "is no directory";
      throw new InvalidInputException(
          List.of(
              Problem.error("", message, "name the directory that holds the two files")
                  .at(Location.file(directory.toString()))));
    }
    Reading reading = new Reading();
    if (exists(hostFile)) {
      reading.host(hostFile);
    }
    if (exists(guestFile)) {
      reading.guests(guestFile);
    }
    return reading.result();
  }

  /**
   * Reads two files, whatever their names.
   *
   * @throws InvalidInputException with all problems when there is an error among them
   */
  public static ConfigFiles read(Path hostFile, Path guestFile) {
    Reading reading = new Reading();
    reading.host(hostFile);
    reading.guests(guestFile);
    return reading.result();
  }

  /**
   * Reads the texts of the two files, which problems call by their usual names.
   *
   * @throws InvalidInputException with all problems when there is an error among them
   */
  public static ConfigFiles parse(String hostText, String guestText) {
    Reading reading = new Reading();
    reading.host(HOST_FILE, hostText);
    reading.guests(GUEST_FILE, guestText);
    return reading.result();
  }

  /**
   * Reads the text of a guest file that stands alone.
   *
   * @throws InvalidInputException with all problems when there is an error among them
   */
  public static ConfigFiles parse(String guestText) {
    Reading reading = new Reading();
    reading.guests(GUEST_FILE, guestText);
    return reading.result();
  }

  /**
   * The files for an infrastructure that comes from no file. Equal infrastructures give equal
   * texts.
   *
   * @throws InvalidInputException when the files cannot say what it says
   */
  public static ConfigFiles of(Infrastructure infrastructure) {
    return new ConfigFiles(
        Optional.empty(),
        Optional.empty(),
        infrastructure,
        infrastructure,
        List.of(),
        Revision.of(infrastructure));
  }

  /** What the files say. */
  public Infrastructure infrastructure() {
    return infrastructure;
  }

  /** What was found when the files were read, in their order: warnings and notes, no errors. */
  public List<Problem> problems() {
    return problems;
  }

  /**
   * The same files for another infrastructure: what it changes is changed, all else stays.
   *
   * @throws InvalidInputException when the files cannot say what it says
   */
  public ConfigFiles with(Infrastructure changed) {
    if (host.isEmpty() && guests.isEmpty()) {
      return of(changed);
    }
    return new ConfigFiles(
        host, guests, origin, changed, problems, Revision.of(host, guests, origin, changed));
  }

  /**
   * The problem with the place of its path in the files, when it has a path that leads somewhere
   * and no place yet. What is missing stands where its object begins.
   */
  public Problem locate(Problem problem) {
    return Places.locate(problem, host, guests);
  }

  /** The text of the host file; empty when there is none and nothing to say in it. */
  public Optional<String> hostText() {
    return revision.host();
  }

  /** The text of the guest file; empty when there is none and nothing to say in it. */
  public Optional<String> guestText() {
    return revision.guests();
  }

  /**
   * Writes the files into a directory under their usual names; it is made when it is missing. Each
   * file is replaced as a whole or stays as it was.
   *
   * @throws PhoenixException when a file cannot be written
   */
  public void write(Path directory) {
    hostText().ifPresent(text -> AtomicFile.write(directory.resolve(HOST_FILE), text));
    guestText().ifPresent(text -> AtomicFile.write(directory.resolve(GUEST_FILE), text));
  }

  private static boolean exists(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  /** Reads one file after the other, so that the problems of both are told at once. */
  private static final class Reading {

    private final List<Problem> problems = new ArrayList<>();
    private Optional<Source> host = Optional.empty();
    private Optional<Source> guests = Optional.empty();
    private Infrastructure infrastructure = Infrastructure.empty();

    void host(Path path) {
      Problems found = new Problems(path.toString());
      host(path.toString(), SourceText.read(path, found), found);
    }

    void host(String file, String text) {
      host(file, Optional.of(text), new Problems(file));
    }

    private void host(String file, Optional<String> text, Problems found) {
      host = text.flatMap(present -> Source.parse(file, present, found));
      host.ifPresent(
          source ->
              infrastructure = InfrastructureReader.readHost(source.tree(), found, infrastructure));
      problems.addAll(found.inOrder());
    }

    void guests(Path path) {
      Problems found = new Problems(path.toString());
      guests(path.toString(), SourceText.read(path, found), found);
    }

    void guests(String file, String text) {
      guests(file, Optional.of(text), new Problems(file));
    }

    private void guests(String file, Optional<String> text, Problems found) {
      guests = text.flatMap(present -> Source.parse(file, present, found));
      guests.ifPresent(
          source ->
              infrastructure =
                  InfrastructureReader.readGuests(source.tree(), found, infrastructure));
      problems.addAll(found.inOrder());
    }

    ConfigFiles result() {
      if (problems.stream().anyMatch(Problem::isError)) {
        throw new InvalidInputException(problems);
      }
      Revision unchanged = new Revision(host.map(Source::text), guests.map(Source::text));
      Contradictions.in(infrastructure).stream()
          .map(problem -> Places.locate(problem, host, guests))
          .forEach(problems::add);
      return new ConfigFiles(host, guests, infrastructure, infrastructure, problems, unchanged);
    }
  }
}
