package io.jcompose.runtime.linux.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostProgramsTest {
  @TempDir Path root;

  @Test
  void aHostWithoutAnInitProgramSaysWhichPackageHasOne() {
    assertThat(new HostPrograms(root).reaperRemedy()).get().asString().contains("'tini'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"catatonit", "tini", "docker-init"})
  void anyOfTheUsualInitProgramsWillDo(String program) throws IOException {
    install(program);

    assertThat(new HostPrograms(root).reaperRemedy()).isEmpty();
  }

  @Test
  void aPodPausesWithSleepAsCatatonitWouldCloseThePipesItIsToHold() throws IOException {
    install("catatonit");
    install("sleep");

    assertThat(new HostPrograms(root).sleeper())
        .containsExactly(root.resolve("usr/bin/sleep").toString(), "infinity");
  }

  private void install(String program) throws IOException {
    Path file = Files.createDirectories(root.resolve("usr/bin")).resolve(program);
    Files.createFile(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
