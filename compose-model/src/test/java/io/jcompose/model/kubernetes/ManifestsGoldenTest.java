package io.jcompose.model.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.error.InvalidComposeFileException;
import io.jcompose.model.error.Problem;
import io.jcompose.model.load.LoadedProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Manifests and the Compose files that become of them, with the warnings at the top; run with
 * {@code -Djcompose.golden.update=true} to write them anew, and read what has changed.
 */
class ManifestsGoldenTest {
  private static final Path CASES = Path.of("src/test/resources/manifests");

  static List<String> cases() throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aManifestBecomesThisComposeFile(String name) throws IOException {
    Path expected = CASES.resolve(name.replace(".yaml", ".expected"));
    String translated = translated(Files.readString(CASES.resolve(name)));
    if (Boolean.getBoolean("jcompose.golden.update")) {
      Files.writeString(expected, translated);
    }

    assertThat(translated).isEqualTo(Files.readString(expected));
  }

  private static String translated(String manifest) {
    try {
      LoadedProject loaded = Played.of(manifest);
      // what cannot be run is wrong in the test
      assertThat(loaded.runnable().services()).isNotEmpty();
      String warnings =
          loaded.warnings().stream()
              .map(Problem::toString)
              .map(text -> "# " + text.replace("\n", "\n# ") + "\n")
              .collect(Collectors.joining());
      return warnings + loaded.resolved().toYaml();
    } catch (InvalidComposeFileException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
