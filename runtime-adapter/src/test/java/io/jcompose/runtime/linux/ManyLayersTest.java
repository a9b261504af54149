package io.jcompose.runtime.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.plan.ContainerSpec;
import io.jcompose.model.value.ProjectName;
import io.jcompose.runtime.Runtimes;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.image.Archives;
import io.jcompose.runtime.image.Programs;
import io.jcompose.runtime.image.TarBytes;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import io.jcompose.scheduler.runtime.Containers.RemoveOptions;
import io.jcompose.scheduler.runtime.Privileged;
import io.jcompose.scheduler.runtime.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mount options are a page long: so many layers must find room in it. */
@Privileged
class ManyLayersTest {
  private static final ProjectName PROJECT = new ProjectName("many-layers-test");
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {120, 200})
  void anImageOfManyLayersCanBeUsed(int count) throws IOException {
    byte[][] layers = new byte[count][];
    for (int i = 0; i < count; i++) {
      layers[i] = new TarBytes().file("layer" + i, "" + i).file("top", "" + i).bytes();
    }
    Path archive = Files.write(directory.resolve("a"), Archives.dockerSave("many:1", "{}", layers));
    Path exported = directory.resolve("exported.tar");
    var host =
        new Host(
            Clock.systemUTC(),
            Map.of(),
            Path.of("/"),
            directory.resolve("state"),
            directory.resolve("run"));
    ContainerSpec spec = Specs.shellOn("many:1", PROJECT.value(), "web", "true");
    try (ContainerRuntime runtime = Runtimes.open(host)) {
      runtime.images().load(archive, Progress.SILENT);
      Specs.create(runtime, Specs.pod(PROJECT.value(), List.of(spec), List.of()));
      runtime.containers().create(spec);
      try (OutputStream out = Files.newOutputStream(exported)) {
        runtime.files().export(spec.plan().name(), out, warning -> {});
      }
      runtime.containers().remove(spec.plan().name(), new RemoveOptions(true));
      Specs.remove(runtime, PROJECT);
    }

    assertThat(Programs.run("tar", "-tf", exported.toString()).lines())
        .filteredOn(name -> name.contains("layer"))
        .hasSize(count);
    String top =
        Programs.run("sh", "-c", "tar -xOf \"$1\" --wildcards '*top'", "sh", "" + exported);
    assertThat(top).isEqualTo("" + (count - 1));
  }
}
