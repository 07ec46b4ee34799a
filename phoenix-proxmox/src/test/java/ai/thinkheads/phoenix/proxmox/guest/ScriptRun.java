package ai.thinkheads.phoenix.proxmox.guest;

import ai.thinkheads.phoenix.core.feature.Feature;
import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.proxmox.process.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * A real bash for feature scripts, with stand-ins for the programs that would change the machine.
 * Each stand-in is a shell script, and every call of it is noted.
 */
public final class ScriptRun {

  private final Path folder;
  private final Path stubs;
  private final Path calls;

  public ScriptRun(Path folder) {
    this.folder = folder;
    this.stubs = folder.resolve("stubs");
    this.calls = folder.resolve("calls");
    try {
      Files.createDirectories(stubs);
      Files.createDirectories(folder.resolve("work"));
      Files.writeString(folder.resolve("prelude.sh"), moved(shared("prelude.sh")));
      Files.writeString(folder.resolve("parts.sh"), shared("parts.sh"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * How a script ended.
   *
   * @param status its exit status
   * @param output what it printed, errors included
   */
  public record Result(int status, String output) {}

  /** Puts a stand-in before the real program of that name. */
  public void stub(String program, String text) throws IOException {
    Path file = stubs.resolve(program);
    Files.writeString(
        file, "#!/bin/bash\necho \"" + program + " $*\" >>\"$CALLS\"\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Makes stand-ins that do nothing, successfully. */
  public void stubs(String... programs) throws IOException {
    for (String program : programs) {
      stub(program, "");
    }
  }

  /** Has no script wait for anything longer than it takes to ask once. */
  public void impatient() throws IOException {
    Path prelude = folder.resolve("prelude.sh");
    Files.writeString(
        prelude, Files.readString(prelude).replace("end=$((SECONDS + $1))", "end=$SECONDS"));
  }

  /** Runs the script of a feature with its completed parameters, in a container of the lab. */
  public Result install(Feature feature, Attributes given) throws IOException {
    Container container = Lab.container(c -> c);
    Attributes completed = feature.complete(given, container, Lab.infrastructure(container));
    List<Problem> problems = feature.check("f", completed);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems.toString());
    }
    return parts(feature.script().text(), ShellAssignments.of(completed));
  }

  /** Verifies a feature with its completed parameters, in a container of the lab. */
  public Result verify(Feature feature, Attributes given) throws IOException {
    Container container = Lab.container(c -> c);
    Attributes completed = feature.complete(given, container, Lab.infrastructure(container));
    return parts(feature.script().text(), ShellAssignments.of(completed), "verify");
  }

  /** Runs a script in parts, with places of the machine moved into the folder. */
  public Result parts(String script, String stdin, String... words) throws IOException {
    Path file = Files.writeString(folder.resolve("script"), moved(script));
    List<String> command =
        new ArrayList<>(
            List.of("/bin/bash", folder.resolve("parts.sh").toString(), file.toString(), "902"));
    command.addAll(List.of(words));
    return run(command, stdin);
  }

  /** The calls of stand-ins since the last time this was asked. */
  public List<String> calls() throws IOException {
    if (!Files.exists(calls)) {
      return List.of();
    }
    List<String> lines = Files.readAllLines(calls);
    Files.delete(calls);
    return lines;
  }

  /** Runs a script, with places of the machine moved into the folder. */
  public Result bash(String script, String stdin) throws IOException {
    Path file = Files.writeString(folder.resolve("script"), moved(script));
    return run(List.of("/bin/bash", file.toString(), "902"), stdin);
  }

  private Result run(List<String> command, String stdin) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(folder.resolve("work").toFile()).redirectErrorStream(true);
    builder.environment().put("PATH", stubs + ":" + System.getenv("PATH"));
    builder.environment().put("CALLS", calls.toString());
    builder.environment().put("PHOENIX_PRELUDE", folder.resolve("prelude.sh").toString());
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    process.getOutputStream().write(stdin.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Result(process.waitFor(), output);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What all scripts of features share, by the name of its file. */
  public static String shared(String file) {
    return Resource.text(ProvisionScript.class, file);
  }

  private String moved(String text) {
    return text.replace("=/etc/apt", "=" + folder + "/etc/apt")
        .replace("/dev/fuse", folder + "/dev/fuse")
        .replace("=/etc/docker", "=" + folder + "/etc/docker")
        .replace("=/run/phoenix", "=" + folder + "/phoenix")
        .replace("=/etc/qdrant", "=" + folder + "/etc/qdrant")
        .replace("=/etc/open-webui", "=" + folder + "/etc/open-webui")
        .replace("=/opt/llamacpp", "=" + folder + "/opt/llamacpp")
        .replace("=/var/lib/llamacpp", "=" + folder + "/var/lib/llamacpp")
        .replace("=/etc/traefik", "=" + folder + "/etc/traefik")
        .replace("=/var/lib/traefik", "=" + folder + "/var/lib/traefik")
        .replace("=/etc/step-ca", "=" + folder + "/etc/step-ca")
        .replace("=/etc/grafana", "=" + folder + "/etc/grafana")
        .replace("=/etc/systemd", "=" + folder + "/etc/systemd")
        .replace("=/etc/redis", "=" + folder + "/etc/redis")
        .replace("=/etc/postgresql", "=" + folder + "/etc/postgresql")
        .replace("=/etc/prometheus", "=" + folder + "/etc/prometheus")
        .replace("=/etc/nginx", "=" + folder + "/etc/nginx")
        .replace("=/opt/vllm", "=" + folder + "/opt/vllm")
        .replace("=/usr/local", "=" + folder + "/usr/local")
        .replace("=/var/lib/ollama", "=" + folder + "/var/lib/ollama")
        .replace("/proc/driver/", folder + "/proc/driver/")
        .replace("/dev/nvidia", folder + "/dev/nvidia")
        .replace("=/var/lib/vllm", "=" + folder + "/var/lib/vllm")
        .replace(" /etc/systemd/", " " + folder + "/etc/systemd/");
  }
}
