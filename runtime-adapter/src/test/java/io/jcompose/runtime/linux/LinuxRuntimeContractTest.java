package io.jcompose.runtime.linux;

import io.jcompose.runtime.Runtimes;
import io.jcompose.runtime.host.Host;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import io.jcompose.scheduler.runtime.ContainerRuntimeContract;
import io.jcompose.scheduler.runtime.Privileged;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** The in-process runtime keeps the contract, with real containers on the host's own root. */
@Privileged
class LinuxRuntimeContractTest extends ContainerRuntimeContract {
  @TempDir Path directory;

  @Override
  protected ContainerRuntime open() {
    return Runtimes.open(
        new Host(
            Clock.systemUTC(),
            Map.of(),
            Path.of("/"),
            directory.resolve("state"),
            directory.resolve("run")));
  }
}
