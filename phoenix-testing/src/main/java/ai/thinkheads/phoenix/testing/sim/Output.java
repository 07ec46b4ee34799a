package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** What one command writes, while it writes it. */
final class Output {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Consumer<byte[]> listener;

  private Output(Consumer<byte[]> listener) {
    this.listener = listener;
  }

  /** That consumer hears the bytes of the standard output as they come. */
  static Output heardBy(Consumer<byte[]> listener) {
    return new Output(listener);
  }

  /** Nobody hears before the end. */
  static Output kept() {
    return new Output(bytes -> {});
  }

  void out(String text) {
    out(text.getBytes(StandardCharsets.UTF_8));
  }

  void out(byte[] bytes) {
    out.writeBytes(bytes);
    listener.accept(bytes);
  }

  void err(String text) {
    err(text.getBytes(StandardCharsets.UTF_8));
  }

  void err(byte[] bytes) {
    err.writeBytes(bytes);
  }

  CommandResult end(int exitCode) {
    return new CommandResult(exitCode, out.toByteArray(), err.toByteArray());
  }
}
