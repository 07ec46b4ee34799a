package ai.thinkheads.phoenix.proxmox.guest;

import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A real bash that takes a folder for a guest's file system: where a provisioning script keeps its
 * things is moved into that folder, everything else is what a guest would run.
 */
final class GuestBash {

  private final Path root;

  GuestBash(Path root) {
    this.root = root;
    for (String folder : List.of("run", "var/lib", "var/log")) {
      try {
        Files.createDirectories(root.resolve(folder));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** What a run left behind: its exit status, outputs and markers. */
  record Run(CommandResult result, List<Marker> markers) {

    /** The markers as they were told, but for durations and progress, which vary. */
    List<String> words() {
      return markers.stream()
          .filter(marker -> !(marker instanceof Marker.Progress))
          .map(
              marker ->
                  marker instanceof Marker.Done done ? "done " + done.index() : marker.words())
          .toList();
    }
  }

  Run run(ProvisionScript script) {
    CommandResult result = run(textFor(script).getBytes(StandardCharsets.UTF_8));
    List<Marker> markers = new ArrayList<>();
    result
        .stdoutText()
        .lines()
        .forEach(line -> markers.add(Marker.read(script.token(), line).orElseThrow()));
    return new Run(result, markers);
  }

  CommandResult run(byte[] text) {
    try {
      Path stderr = Files.createTempFile(root, "stderr", "");
      Process process = start(text, stderr);
      ByteArrayOutputStream stdout = new ByteArrayOutputStream();
      process.getInputStream().transferTo(stdout);
      int exitCode = process.waitFor();
      return new CommandResult(exitCode, stdout.toByteArray(), Files.readAllBytes(stderr));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Starts a script without waiting for its end. */
  Process start(ProvisionScript script) throws IOException {
    return start(
        textFor(script).getBytes(StandardCharsets.UTF_8), Files.createTempFile(root, "stderr", ""));
  }

  private static Process start(byte[] text, Path stderr) throws IOException {
    List<String> argv = ProvisionScript.argv(ai.thinkheads.phoenix.core.model.Vmid.of(100));
    Process process =
        new ProcessBuilder(argv.subList(argv.indexOf("--") + 1, argv.size()))
            .redirectError(stderr.toFile())
            .start();
    try {
      process.getOutputStream().write(text);
      process.getOutputStream().close();
    } catch (IOException e) {
      // It ended without reading everything; its exit status and output tell why.
    }
    return process;
  }

  static BufferedReader lines(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** The text that a guest gets, with its own places moved into the folder. */
  String textFor(ProvisionScript script) {
    return script
        .text()
        .replace("\nrecords=/", "\nrecords=" + root + "/")
        .replace("\nlogs=/", "\nlogs=" + root + "/")
        .replace("\nrun=/", "\nrun=" + root + "/")
        .replace("\nlock=/", "\nlock=" + root + "/");
  }

  Path records() {
    return root.resolve("var/lib/phoenix");
  }

  /** What is recorded, by name; everything that lies in the folder of the records. */
  SortedMap<String, String> recorded() {
    return files(records());
  }

  /** Where a run works; there only while it goes on. */
  Path work() {
    return root.resolve("var/cache/phoenix");
  }

  SortedMap<String, String> logs() {
    return files(root.resolve("var/log/phoenix"));
  }

  private static SortedMap<String, String> files(Path folder) {
    SortedMap<String, String> files = new TreeMap<>();
    if (Files.exists(folder)) {
      try (Stream<Path> list = Files.list(folder)) {
        for (Path file : list.toList()) {
          files.put(
              file.getFileName().toString(),
              Files.isDirectory(file) ? "a folder" : Files.readString(file));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }
}
