package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Where units go: to the standard output, each under its name, or into files. */
final class UnitOutput {
  private final Tools tools;
  private final Flag files;
  private final Supplier<Optional<String>> output;

  UnitOutput(Tools tools, Syntax syntax) {
    this.tools = tools;
    files =
        syntax.flag("-f, --files", "Write a file for each unit, and print their paths; see -o.");
    output =
        syntax
            .option(
                "-o, --output=DIR",
                "Where files are written, the current directory by default; implies --files.")
            .optional();
  }

  /**
   * One file.
   *
   * @param confidential whether nobody but its owner may read it
   */
  record Written(String name, String text, boolean confidential) {}

  /** Returns where files are to be written; empty if they are to be printed. */
  Optional<Path> directory() {
    boolean written = files.isSet() || output.get().isPresent();
    return written
        ? Optional.of(
            tools.projects().workingDirectory().resolve(output.get().orElse("")).normalize())
        : Optional.empty();
  }

  /** Prints or writes all; paths of files that were written are printed. */
  void put(List<Written> all) {
    Optional<Path> directory = directory();
    if (directory.isPresent()) {
      all.forEach(file -> write(directory.get(), file));
    } else {
      tools.console().print(text(all));
    }
  }

  private void write(Path directory, Written unit) {
    Path path = directory.resolve(unit.name()).normalize();
    OutputFile file = new OutputFile(path);
    if (unit.confidential()) {
      file.writeForOwner(unit.text());
    } else {
      file.write(unit.text());
    }
    tools.console().line(path.toString());
  }

  private static String text(List<Written> all) {
    StringBuilder text = new StringBuilder();
    for (Written unit : all) {
      text.append(text.isEmpty() ? "" : "\n")
          .append("# ")
          .append(unit.name())
          .append('\n')
          .append(unit.text())
          .append(unit.text().endsWith("\n") ? "" : "\n");
    }
    return text.toString();
  }
}
