package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.model.export.systemd.UnitFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** {@code jcompose generate systemd}. */
final class GenerateSystemdCommand implements Runnable {
  private final Tools tools;
  private final Flag files;
  private final Supplier<Optional<String>> output;
  private final UnitFlags flags;

  GenerateSystemdCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Write units of systemd that start, supervise and stop the project.");
    files =
        syntax.flag("-f, --files", "Write a file for each unit, and print their paths; see -o.");
    output =
        syntax
            .option(
                "-o, --output=DIR",
                "Where files are written, the current directory by default; implies --files.")
            .optional();
    flags = new UnitFlags(syntax);
  }

  @Override
  public void run() {
    List<UnitFile> units =
        WantedUnits.of(tools, flags, "generate systemd", UnaryOperator.identity()).files();
    if (files.isSet() || output.get().isPresent()) {
      Path directory = tools.projects().workingDirectory().resolve(output.get().orElse(""));
      units.forEach(unit -> write(directory, unit));
    } else {
      tools.console().print(text(units));
    }
  }

  private void write(Path directory, UnitFile unit) {
    Path file = directory.resolve(unit.name()).normalize();
    new OutputFile(file).write(unit.text());
    tools.console().line(file.toString());
  }

  private static String text(List<UnitFile> units) {
    StringBuilder text = new StringBuilder();
    for (UnitFile unit : units) {
      text.append(text.isEmpty() ? "" : "\n")
          .append("# ")
          .append(unit.name())
          .append('\n')
          .append(unit.text());
    }
    return text.toString();
  }
}
