package io.jcompose.cli.supervisor;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Removing what may be in use or gone. */
final class Leftovers {
  private Leftovers() {}

  /** Removes a folder unless something is in it; one that is gone is left gone. */
  static void removeIfEmpty(Path directory) throws IOException {
    try {
      Files.deleteIfExists(directory);
    } catch (DirectoryNotEmptyException e) {
      // the runtime keeps files there as long as the project is
    }
  }
}
