package ai.thinkheads.phoenix.core.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What people want to know of a feature before they use it, beside its parameters. Nothing depends
 * on it.
 *
 * @param installs what is installed, a phrase each
 * @param ports where it listens, like {@code 6379/tcp}
 * @param files what it writes in the guest
 * @param versions which versions are installed and where they come from, a phrase each
 * @param tested how it is tested; absent when that is not known
 */
public record Guide(
    List<String> installs,
    List<Entry> ports,
    List<Entry> files,
    List<String> versions,
    Optional<String> tested) {

  /**
   * A thing and what it is for.
   *
   * @param name the thing, like a port or a path
   * @param doc what it is for, in a few words
   */
  public record Entry(String name, String doc) {}

  /** Copies all. */
  public Guide {
    installs = List.copyOf(installs);
    ports = List.copyOf(ports);
    files = List.copyOf(files);
    versions = List.copyOf(versions);
  }

  /** A guide that says nothing. */
  public static Guide empty() {
    return new Guide(List.of(), List.of(), List.of(), List.of(), Optional.empty());
  }

  /** A guide that says what is installed, in a phrase each. */
  public static Guide installing(String... phrases) {
    return new Guide(List.of(phrases), List.of(), List.of(), List.of(), Optional.empty());
  }

  /** The same with one more thing that is installed. */
  public Guide installs(String phrase) {
    return new Guide(with(installs, phrase), ports, files, versions, tested);
  }

  /** The same with one more port, like {@code 6379/tcp}, and what answers there. */
  public Guide port(String name, String doc) {
    return new Guide(installs, with(ports, new Entry(name, doc)), files, versions, tested);
  }

  /** The same with one more file or folder that it writes. */
  public Guide file(String path, String doc) {
    return new Guide(installs, ports, with(files, new Entry(path, doc)), versions, tested);
  }

  /** The same with one more phrase on versions. */
  public Guide version(String phrase) {
    return new Guide(installs, ports, files, with(versions, phrase), tested);
  }

  /** The same with how it is tested. */
  public Guide tested(String how) {
    return new Guide(installs, ports, files, versions, Optional.of(how));
  }

  private static <T> List<T> with(List<T> list, T more) {
    List<T> longer = new ArrayList<>(list);
    longer.add(more);
    return longer;
  }
}
