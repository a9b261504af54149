package io.jcompose.runtime.linux.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Privileged
class ContainerLauncherTest {
  @TempDir Path directory;
  private Workbench bench;

  @BeforeEach
  void setUp() throws IOException {
    bench = Workbench.in(directory);
  }

  @AfterEach
  void tearDown() throws IOException {
    bench.close();
  }

  @Test
  void aProgramRunsAndItsOutputArrives() throws IOException {
    assertThat(bench.sh("echo hi")).isEqualTo("hi");
  }
}
