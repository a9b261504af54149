package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LauncherTest {
  private static final Path TARGET = Path.of("../compose-cli/target");

  @Test
  void classesThatAreNewerThanTheArchiveAreTakenFromTheirJars() throws IOException {
    try (Stack stack = Stack.of("launched", "services: {}")) {
      stack.jcompose("version").succeeded();
      Path jar = newest(TARGET.resolve("lib"), "scheduler");
      Files.setLastModifiedTime(jar, FileTime.from(Instant.now()));

      stack.jcompose("version").succeeded();

      assertThat(Files.getLastModifiedTime(newest(TARGET, "classes-")))
          .isGreaterThan(Files.getLastModifiedTime(jar));
    }
  }

  private static Path newest(Path folder, String begin) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found =
          files
              .filter(file -> file.getFileName().toString().startsWith(begin))
              .filter(Files::isRegularFile)
              .sorted(Comparator.comparing(LauncherTest::modified))
              .toList();
      return found.get(found.size() - 1);
    }
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
