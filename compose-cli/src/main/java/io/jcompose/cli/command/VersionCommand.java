package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.output.Console;
import java.util.function.Supplier;

/** {@code jcompose version}. */
final class VersionCommand implements Runnable {
  private final Tools tools;
  private final Flag numberOnly;
  private final Supplier<Format> format;

  VersionCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Show the version.");
    numberOnly = syntax.flag("--short", "Show the number only.");
    format =
        syntax
            .option("-f, --format=FORMAT", "pretty or json.")
            .asOneOf(Format.values())
            .orElse(Format.PRETTY);
  }

  @Override
  public void run() {
    Console console = tools.console();
    String version = tools.version();
    if (numberOnly.isSet()) {
      console.line(version);
    } else if (format.get() == Format.JSON) {
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
