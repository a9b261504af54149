package io.jcompose.tests.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.tests.scenario.Shell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    List<String> words =
        new ArrayList<>(
            List.of(
                HOME.resolve("jcompose").toString(),
                "-f",
                "app.yaml",
                "generate",
                "systemd",
                "--output",
                directory.toString()));
    if (layout != null) {
      words.add(layout);
    }
    Map<String, String> surroundings =
        Map.of(
            "JCOMPOSE_NO_BUILD", "1",
            "JCOMPOSE_STATE", directory.resolve("state").toString(),
            "JCOMPOSE_RUN", directory.resolve("run").toString());
    String units =
        Shell.run(HOME.resolve("samples").resolve(sample), surroundings, words).succeeded();

    List<String> verify = new ArrayList<>(List.of("systemd-analyze", "verify", "--man=no"));
    units.lines().forEach(verify::add);
    Shell.Result verified =
        Shell.run(directory, Map.of("SYSTEMD_UNIT_PATH", directory + ":"), verify);

    assertThat(verified.succeeded() + verified.error()).isEmpty();
  }
}
