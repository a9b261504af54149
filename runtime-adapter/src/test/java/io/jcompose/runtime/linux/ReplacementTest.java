package io.jcompose.runtime.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.plan.ContainerSpec;
import io.jcompose.model.project.Mount;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.runtime.Runtimes;
import io.jcompose.runtime.host.Host;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import io.jcompose.scheduler.runtime.Containers.RemoveOptions;
import io.jcompose.scheduler.runtime.Privileged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a container's anonymous volumes when it is made anew. */
@Privileged
class ReplacementTest {
  private static final ContainerName DB = new ContainerName("replaced-db-1");
  private static final ProjectName PROJECT = new ProjectName("replaced");

  @TempDir Path directory;
  private ContainerRuntime runtime;

  @BeforeEach
  void open() {
    runtime =
        Runtimes.open(
            new Host(
                Clock.systemUTC(),
                Map.of(),
                Path.of("/"),
                directory.resolve("state"),
                directory.resolve("run")));
    runtime.adopt(PROJECT);
  }

  @AfterEach
  void close() {
    runtime.containers().remove(DB, new RemoveOptions(true));
    runtime.close();
  }

  @Test
  void anonymousVolumesStayWithTheirTargets() throws IOException {
    runtime.containers().create(spec("/data", "/old"));
    Path data = onlyVolumeWith("/data");
    Files.writeString(data.resolve("note"), "kept");

    runtime.containers().replace(spec("/data", "/new"), false);

    assertThat(data.resolve("note")).hasContent("kept");
    assertThat(volumes()).hasSize(2);
    runtime.containers().remove(DB, new RemoveOptions(true));
    assertThat(volumes()).isEmpty();
  }

  @Test
  void anonymousVolumesAreMadeAnewIfThatIsAskedFor() throws IOException {
    runtime.containers().create(spec("/data"));
    Path data = onlyVolumeWith("/data");
    Files.writeString(data.resolve("note"), "lost");

    runtime.containers().replace(spec("/data"), true);

    assertThat(data).doesNotExist();
    assertThat(volumes()).hasSize(1);
  }

  @Test
  void whatAKilledProcessLeftOfASuccessorGoesAndTheContainerKeepsItsVolumes() throws IOException {
    runtime.containers().create(spec("/data"));
    Path data = onlyVolumeWith("/data");
    Files.writeString(data.resolve("note"), "kept");
    Path homes = directory.resolve("state/projects/replaced/containers");
    Path stowed = homes.resolve(".stowed-" + DB);
    Files.createDirectory(stowed);
    // a successor says the same of the volumes that it is going to have
    Files.copy(homes.resolve(DB + "/container.json"), stowed.resolve("container.json"));

    runtime.adopt(PROJECT);

    assertThat(stowed).doesNotExist();
    assertThat(data.resolve("note")).hasContent("kept");
  }

  private static ContainerSpec spec(String... targets) {
    List<Mount> mounts =
        Stream.of(targets).<Mount>map(target -> new Mount.AnonymousVolume(target, false)).toList();
    return Specs.shell(PROJECT.value(), "db", "sleep 1000", mounts);
  }

  /** Returns the content of the volume that is mounted at {@code target}. */
  private Path onlyVolumeWith(String target) throws IOException {
    String record =
        Files.readString(
            directory.resolve("state/projects/replaced/containers/" + DB + "/container.json"));
    String name =
        record.replaceAll(
            "(?s).*\"target\"\\s*:\\s*\"" + target + "\",\\s*\"volume\"\\s*:\\s*\"([^\"]+)\".*",
            "$1");
    return directory.resolve("state/volumes").resolve(name).resolve("_data");
  }

  private List<Path> volumes() throws IOException {
    try (Stream<Path> found = Files.list(directory.resolve("state/volumes"))) {
      return found.toList();
    }
  }
}
