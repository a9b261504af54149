package io.jcompose.cli.command;

import io.jcompose.cli.output.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code jcompose version}. */
@Command(name = "version", description = "Show the version.")
final class VersionCommand implements Runnable {
  private final Console console;
  private final String version;

  @Option(names = "--short", description = "Show the number only.")
  private boolean numberOnly;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = "pretty or json.")
  private Format format = Format.PRETTY;

  VersionCommand(Console console, String version) {
    this.console = console;
    this.version = version;
  }

  @Override
  public void run() {
    if (numberOnly) {
      console.line(version);
    } else if (format == Format.JSON) {
      console.line("{\"version\":\"" + version + "\"}");
    } else {
      console.line("jcompose version " + version);
    }
  }

  /** How the version is shown. */
  enum Format {
    PRETTY,
    JSON
  }
}
