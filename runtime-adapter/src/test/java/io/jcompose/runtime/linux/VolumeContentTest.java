package io.jcompose.runtime.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.plan.VolumePlan;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.VolumeName;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.state.StateStore;
import io.jcompose.runtime.linux.volume.VolumeStore;
import io.jcompose.scheduler.runtime.Privileged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an image puts into a new volume. */
@Privileged
class VolumeContentTest {
  private static final VolumeName DATA = new VolumeName("shop_data");

  @TempDir Path directory;
  private Path lower;
  private Path upper;
  private VolumeStore volumes;

  @BeforeEach
  void makeImageAndVolume() throws IOException {
    lower = Files.createDirectory(directory.resolve("lower"));
    upper = Files.createDirectory(directory.resolve("upper"));
    var host =
        new Host(
            Clock.systemUTC(),
            Map.of(),
            Path.of("/"),
            directory.resolve("state"),
            directory.resolve("run"));
    volumes = new VolumeStore(new StateStore(host), host.clock());
    volumes.create(new VolumePlan(DATA, new ProjectName("shop"), false, Map.of()));
  }

  @Test
  void aNewVolumeGetsTheImagesContentWithOwnerAndMode() throws IOException {
    Path data = Files.createDirectories(lower.resolve("srv/data"));
    Files.writeString(data.resolve("file"), "from the image");
    Files.setAttribute(data.resolve("file"), "unix:uid", 1234);
    Files.setAttribute(data, "unix:uid", 999);
    Files.setAttribute(data, "unix:mode", 0700);

    volumes.fill(DATA, List.of(lower), "/srv/data");

    Path content = volumes.content(DATA);
    assertThat(content.resolve("file")).hasContent("from the image");
    assertThat(Files.getAttribute(content.resolve("file"), "unix:uid")).isEqualTo(1234);
    assertThat(Files.getAttribute(content, "unix:uid")).isEqualTo(999);
    assertThat((int) Files.getAttribute(content, "unix:mode") & 07777).isEqualTo(0700);
    try (Stream<Path> volumeFiles = Files.list(directory.resolve("state/volumes"))) {
      assertThat(volumeFiles).hasSize(1);
    }
  }

  @Test
  void layersAreSeenAsOne() throws IOException {
    Files.writeString(Files.createDirectories(lower.resolve("srv")).resolve("below"), "below");
    Files.writeString(lower.resolve("srv/both"), "below");
    Files.writeString(Files.createDirectories(upper.resolve("srv")).resolve("both"), "above");

    volumes.fill(DATA, List.of(upper, lower), "/srv");

    assertThat(volumes.content(DATA).resolve("below")).hasContent("below");
    assertThat(volumes.content(DATA).resolve("both")).hasContent("above");
  }

  @Test
  void whatIsInAVolumeStays() throws IOException {
    Files.writeString(Files.createDirectory(lower.resolve("srv")).resolve("file"), "image's");
    Files.writeString(volumes.content(DATA).resolve("own"), "own");

    volumes.fill(DATA, List.of(lower), "/srv");

    assertThat(volumes.content(DATA).resolve("file")).doesNotExist();
    assertThat(volumes.content(DATA).resolve("own")).hasContent("own");
  }

  @Test
  void aLinkOfTheImageLeadsNowhereOutsideIt() throws IOException {
    Files.createSymbolicLink(lower.resolve("srv"), Path.of("/etc"));
    Files.writeString(Files.createDirectory(lower.resolve("etc")).resolve("inside"), "image's");

    volumes.fill(DATA, List.of(lower), "/srv");

    try (Stream<Path> content = Files.list(volumes.content(DATA))) {
      assertThat(content.map(file -> file.getFileName().toString())).containsExactly("inside");
    }
  }

  @Test
  void aFileOrNothingAtThatPlaceChangesNothing() throws IOException {
    Files.writeString(lower.resolve("file"), "text");

    volumes.fill(DATA, List.of(lower), "/file");
    volumes.fill(DATA, List.of(lower), "/nowhere");

    assertThat(volumes.content(DATA)).isEmptyDirectory();
  }
}
