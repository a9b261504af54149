package io.jcompose.cli.systemd;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;

/** The program itself, on the files of a root directory of its own: that takes no systemd. */
class SystemctlTest extends UnitManagerContract {
  /** Skips the tests where the program is missing; in CI they fail instead. */
  @BeforeAll
  static void assumeProgram() {
    boolean ci = "true".equals(System.getenv("CI"));
    Assumptions.assumeTrue(
        ci || Files.isExecutable(Path.of("/usr/bin/systemctl")),
        "systemctl (package systemd) is missing");
  }

  @Override
  UnitManager manager(Path root, Path units) {
    return new Systemctl(UnitScope.SYSTEM, List.of("--root=" + root));
  }
}
