package io.jcompose.tests.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.tests.scenario.ReadingCommands;
import io.jcompose.tests.scenario.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SampleUnitsTest {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "hello,",
    "hello,--per-service",
    "forge-postgresql,",
    "forge-postgresql,--per-service",
    "gogs-postgresql,",
    "gogs-postgresql,--per-service"
  })
  void systemdVerifiesTheUnitsOfASampleWithoutAWord(String sample, String layout) {
    assertVerified(HOME.resolve("samples").resolve(sample), "app.yaml", layout);
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void systemdVerifiesTheUnitsOfAStackWithoutAWord(String file) {
    Path stacks = HOME.resolve("tests/src/test/resources/stacks");
    assertVerified(stacks, file, null);
    assertVerified(stacks, file, "--per-service");
  }

  static Stream<String> stacks() throws IOException {
    try (Stream<Path> files = Files.list(HOME.resolve("tests/src/test/resources/stacks"))) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(".yaml"))
          .sorted()
          .toList()
          .stream();
    }
  }

  private void assertVerified(Path folder, String file, @Nullable String layout) {
    Path output = newDirectory();
    List<String> words =
        new ArrayList<>(List.of("generate", "systemd", "--output", output.toString()));
    if (layout != null) {
      words.add(layout);
    }
    String units = new ReadingCommands(directory, "token").jcompose(folder, file, words);

    List<String> verify = new ArrayList<>(List.of("systemd-analyze", "verify", "--man=no"));
    units.lines().forEach(verify::add);
    Shell.Result verified = Shell.run(directory, Map.of("SYSTEMD_UNIT_PATH", output + ":"), verify);

    assertThat(verified.succeeded() + verified.error()).isEmpty();
  }

  private Path newDirectory() {
    try {
      return Files.createTempDirectory(directory, "units");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
