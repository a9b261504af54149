package io.jcompose.cli.command;

import io.jcompose.model.error.Problems;
import io.jcompose.model.interpolate.EnvFileReader;
import io.jcompose.model.interpolate.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Files of variables that a command line names, in the form of {@code env_file}. */
final class EnvironmentFiles {
  private final Path workingDirectory;
  private final Consumer<String> warnings;

  EnvironmentFiles(Path workingDirectory, Consumer<String> warnings) {
    this.workingDirectory = workingDirectory;
    this.warnings = warnings;
  }

  /**
   * Returns what the command line and its files set: the command line before the files, an earlier
   * file before a later one.
   *
   * @param given what the command line sets by itself
   * @param known what else may stand in the files as {@code $NAME}, or has the value of a name
   *     without one
   * @throws CommandFailure if a file cannot be read
   * @throws io.jcompose.model.error.InvalidComposeFileException with all that is wrong in them
   */
  Variables read(List<String> files, Variables given, Variables known) {
    Variables set = given;
    Problems problems = new Problems();
    Problems remarks = new Problems();
    for (String file : files) {
      EnvFileReader reader = new EnvFileReader(set.orElse(known), problems, remarks);
      set = set.orElse(reader.read(file, content(file), EnvFileReader.Format.DOTENV));
    }
    remarks.found().forEach(remark -> warnings.accept(remark.toString()));
    problems.throwIfAny();
    return set;
  }

  private byte[] content(String file) {
    try {
      return Files.readAllBytes(workingDirectory.resolve(file));
    } catch (IOException e) {
      String why = e instanceof NoSuchFileException ? "there is no such file" : e.toString();
      throw new CommandFailure(
          "cannot read '" + file + "': " + why, "name a file of lines NAME=VALUE", e);
    }
  }
}
