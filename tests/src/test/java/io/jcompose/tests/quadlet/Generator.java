package io.jcompose.tests.quadlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.jcompose.tests.scenario.Shell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The program that makes units of Quadlet's files; {@code tests/install-quadlet} fetches it. */
final class Generator {
  private static final Path PROGRAM = Path.of("target/quadlet/quadlet").toAbsolutePath();
  private static final String ITS_NAME = "quadlet-generator[";
  private static final String HEADING = "---";

  private Generator() {}

  /** Makes sure that the program is there; where CI runs it must be. */
  static void mustBeThere() {
    if ("true".equals(System.getenv("CI"))) {
      assertThat(PROGRAM).as("run tests/install-quadlet").isExecutable();
    } else {
      assumeThat(PROGRAM).as("is not there: run tests/install-quadlet").isExecutable();
    }
  }

  /**
   * What became of a directory's files.
   *
   * @param units by name
   * @param complaints what the program said besides
   */
  record Result(Map<String, DerivedUnit> units, List<String> complaints) {
    DerivedUnit unit(String name) {
      DerivedUnit unit = units.get(name);
      if (unit == null) {
        throw new AssertionError("there is no unit " + name + " among " + units.keySet());
      }
      return unit;
    }
  }

  static Result run(Path directory, String... options) {
    List<String> words = new ArrayList<>(List.of(PROGRAM.toString(), "-dryrun"));
    words.addAll(List.of(options));
    Shell.Result result =
        Shell.run(directory, Map.of("QUADLET_UNIT_DIRS", directory.toString()), words);
    List<String> complaints =
        (result.output() + "\n" + result.error())
            .lines()
            .filter(line -> line.startsWith(ITS_NAME))
            .filter(line -> !line.contains("]: Loading source unit file "))
            .toList();
    return new Result(units(result.output()), complaints);
  }

  private static Map<String, DerivedUnit> units(String output) {
    Map<String, DerivedUnit> units = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>();
    String name = "";
    for (String line : (output + "\n" + HEADING + HEADING).lines().toList()) {
      if (line.startsWith(HEADING) && line.endsWith(HEADING)) {
        if (!name.isEmpty()) {
          units.put(name, new DerivedUnit(name, lines));
        }
        name = line.replace(HEADING, "");
        lines.clear();
      } else {
        lines.add(line);
      }
    }
    return units;
  }
}
