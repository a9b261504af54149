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
  void othersStartItByTheLauncherWhereThereWasOne() {
    assertThat(
            OwnCommandLine.of(
                    "java", "-Djcompose.launcher=/opt/j c/jcompose", "-jar", "j.jar", "ps")
                .launched())
        .containsExactly("/opt/j c/jcompose");
    assertThat(OwnCommandLine.of("/jdk/bin/java", "-jar", "/x/j.jar", "ps").launched())
        .containsExactly("/jdk/bin/java", "-jar", "/x/j.jar");
  }

  @Test
  void withoutTheLauncherNobodyAwaitsAReport() {
    assertThat(OwnCommandLine.of("java", "-jar", "jcompose.jar", "ps").reportDescriptor())
        .isEmpty();
  }
}
