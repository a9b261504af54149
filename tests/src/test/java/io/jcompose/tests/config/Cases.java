package io.jcompose.tests.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the cases are. */
final class Cases {
  static final Path ROOT = Path.of("src/test/resources/config");

  private Cases() {}

  /** Returns the folders of the cases that have an expected tree, sorted. */
  static List<Path> golden() throws IOException {
    return with("expected.json");
  }

  /** Returns the folders of the cases that must be refused, sorted. */
  static List<Path> refused() throws IOException {
    return with("why");
  }

  private static List<Path> with(String file) throws IOException {
    try (Stream<Path> found = Files.walk(ROOT, 3)) {
      return found
          .filter(path -> path.endsWith(file))
          .map(Path::getParent)
          .filter(path -> path.getNameCount() == ROOT.getNameCount() + 2)
          .sorted()
          .toList();
    }
  }
}
