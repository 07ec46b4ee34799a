package ai.thinkheads.phoenix.cli;

import picocli.CommandLine.Option;

/** How a command writes. */
final class OutputOptions {

  /** When to use colour. */
  enum Color {
    AUTO,
    ALWAYS,
    NEVER
  }

  /** The form of what is written to the standard output. */
  enum Format {
    TEXT,
    JSON
  }

  @Option(
      names = "--output",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "Form of the output; JSON is for programs. Default: text.")
  Format format = Format.TEXT;

  @Option(
      names = "--color",
      paramLabel = "auto|always|never",
      defaultValue = "auto",
      description = "When to use colour; auto obeys NO_COLOR. Default: auto.")
  Color color = Color.AUTO;

  @Option(
      names = {"-v", "--verbose"},
      description = "Tell more: every step, every note, and a debug log on standard error.")
  boolean verbose;

  boolean isJson() {
    return format == Format.JSON;
  }
}
