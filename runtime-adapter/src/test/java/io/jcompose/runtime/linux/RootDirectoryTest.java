package io.jcompose.runtime.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.plan.ContainerSpec;
import io.jcompose.model.value.ProjectName;
import io.jcompose.runtime.Runtimes;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.state.StateStore;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import io.jcompose.scheduler.runtime.Containers.RemoveOptions;
import io.jcompose.scheduler.runtime.Privileged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A container's {@code /} is its image's, owner and mode included. */
@Privileged
class RootDirectoryTest {
  private static final ProjectName PROJECT = new ProjectName("root-directory-test");
  @TempDir Path directory;

  /** The overlay file system shows owner and mode of the directory that lies on top. */
  @Test
  void itsTopMostDirectoryHasOwnerAndModeOfTheImages() throws IOException {
    Path image = Files.createDirectory(directory.resolve("image"));
    Files.setAttribute(image, "unix:uid", 1234);
    Files.setAttribute(image, "unix:gid", 4321);
    Files.setAttribute(image, "unix:mode", 0700);
    var host =
        new Host(
            Clock.systemUTC(),
            Map.of(),
            Path.of("/"),
            directory.resolve("state"),
            directory.resolve("run"));
    ContainerSpec spec = Specs.shellOn("rootfs:" + image, PROJECT.value(), "web", "true");
    try (ContainerRuntime runtime = Runtimes.open(host)) {
      Specs.create(runtime, Specs.pod(PROJECT.value(), List.of(spec), List.of()));
      runtime.containers().create(spec);

      Path upper = new StateStore(host).find(spec.plan().name()).orElseThrow().upper();
      assertThat(Files.readAttributes(upper, "unix:uid,gid,mode"))
          .containsEntry("uid", 1234)
          .containsEntry("gid", 4321)
          .containsEntry("mode", 0040700);

      runtime.containers().remove(spec.plan().name(), new RemoveOptions(true));
      Specs.remove(runtime, PROJECT);
    }
  }
}
