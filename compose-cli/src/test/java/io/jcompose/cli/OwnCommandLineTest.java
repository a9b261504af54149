package io.jcompose.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OwnCommandLineTest {
  @Test
  void anotherProcessIsStartedWithTheSameFlagsAndWithoutOurWords() {
    OwnCommandLine own =
        OwnCommandLine.of(
            "/jdk/bin/java",
            "-Xmx1m",
            "-Djcompose.report=3",
            "-jar",
            "/x/jcompose.jar",
            "up",
            "-d");

    assertThat(own.program()).containsExactly("/jdk/bin/java", "-Xmx1m", "-jar", "/x/jcompose.jar");
    assertThat(own.reportDescriptor()).hasValue(3);
  }

  @Test
  void withoutTheLauncherNobodyAwaitsAReport() {
    assertThat(OwnCommandLine.of("java", "-jar", "jcompose.jar", "ps").reportDescriptor())
        .isEmpty();
  }
}
