package io.jcompose.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The directory a user stands in, under the name by which they came there. The kernel knows only
 * where links lead to; the shell keeps the name in {@code PWD}, and a project is named after it.
 */
final class WorkingDirectory {
  private WorkingDirectory() {}

  /**
   * Returns {@code PWD} if it is another name of {@code actual}, as docker compose does it, else
   * {@code actual}.
   */
  static Path of(Map<String, String> environment, Path actual) {
    return Optional.ofNullable(environment.get("PWD"))
        .flatMap(WorkingDirectory::path)
        .filter(named -> isNameOf(actual, named))
        .orElse(actual);
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static boolean isNameOf(Path actual, Path named) {
    try {
      return named.isAbsolute() && Files.isSameFile(named, actual);
    } catch (IOException e) {
      // PWD is stale: what it names is gone
      return false;
    }
  }
}
