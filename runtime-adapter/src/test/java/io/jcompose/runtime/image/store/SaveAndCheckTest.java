package io.jcompose.runtime.image.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.model.value.ImageReference;
import io.jcompose.runtime.image.Archives;
import io.jcompose.runtime.image.Programs;
import io.jcompose.runtime.image.TarBytes;
import io.jcompose.scheduler.runtime.Images.ArchiveFormat;
import io.jcompose.scheduler.runtime.Images.Damage;
import io.jcompose.scheduler.runtime.Images.Image;
import io.jcompose.scheduler.runtime.Privileged;
import io.jcompose.scheduler.runtime.Progress;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the store holds comes out again as it went in, or is told to be damaged. */
@Privileged
class SaveAndCheckTest {
  private static final byte[] BASE =
      new TarBytes().directory("etc/").file("etc/motd", "base\n").bytes();
  private static final byte[] TOP = new TarBytes().file("etc/issue", "top\n").bytes();

  @TempDir private Path scratch;
  private ImageStore store;
  private Image loaded;

  @BeforeEach
  void loadAnImage() throws IOException {
    store = ImageStoreTest.storeIn(scratch.resolve("one"));
    Path archive = scratch.resolve("archive.tar");
    Files.write(archive, Archives.dockerSave("bb:1", "{\"User\":\"app\"}", BASE, TOP, BASE));
    loaded = store.load(archive, Progress.SILENT).get(0);
  }

  private Path save(ArchiveFormat format, String... images) throws IOException {
    Path file = scratch.resolve("saved-" + String.join("-", images).hashCode() + ".tar");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.save(Stream.of(images).map(ImageReference::new).toList(), format, out, Progress.SILENT);
    }
    return file;
  }

  @ParameterizedTest
  @EnumSource(ArchiveFormat.class)
  void whatIsSavedIsTheSameImageWhenItIsLoaded(ArchiveFormat format) throws IOException {
    Path saved = save(format, "bb:1");
    ImageStore other = ImageStoreTest.storeIn(scratch.resolve("two"));

    Image again = other.load(saved, Progress.SILENT).get(0);

    assertThat(again.id()).isEqualTo(loaded.id());
    assertThat(other.find(new ImageReference("bb:1"))).contains(again);
    assertThat(other.layers(again.id())).hasSize(2);
    assertThat(other.check(Progress.SILENT)).isEmpty();
  }

  @Test
  void severalImagesShareTheirLayersAndThoseSavedByIdHaveNoName() throws IOException {
    store.tag(new ImageReference("bb:1"), new ImageReference("registry.example:5000/b/b"));
    Path top = Files.write(scratch.resolve("t"), Archives.dockerSave("top:1", "{}", TOP));
    Image other = store.load(top, Progress.SILENT).get(0);

    Path saved =
        save(ArchiveFormat.DOCKER_ARCHIVE, "bb:1", "registry.example:5000/b/b", other.id());

    String list = Programs.run("tar", "-xOf", saved.toString(), "manifest.json");
    assertThat(list)
        .contains("\"RepoTags\":[\"bb:1\",\"registry.example:5000/b/b:latest\"]")
        .contains("\"RepoTags\":null");
    assertThat(Programs.run("tar", "-tf", saved.toString()).lines())
        .doesNotHaveDuplicates()
        .contains("blobs/sha256/", "index.json", "oci-layout", "repositories");
  }

  @Test
  void aNameThatPodmanMadeHereIsSavedAsItIsWritten() throws IOException {
    store.tag(new ImageReference("bb:1"), new ImageReference("localhost/made:2"));

    Path saved = save(ArchiveFormat.DOCKER_ARCHIVE, "made:2");

    assertThat(Programs.run("tar", "-xOf", saved.toString(), "manifest.json"))
        .contains("\"RepoTags\":[\"localhost/made:2\"]");
  }

  @Test
  void skopeoReadsWhatIsSaved() throws IOException {
    Programs.need("skopeo", "skopeo");
    for (ArchiveFormat format : ArchiveFormat.values()) {
      Path saved = save(format, "bb:1");
      String transport =
          format == ArchiveFormat.DOCKER_ARCHIVE ? "docker-archive:" : "oci-archive:";

      String configuration =
          Programs.run("skopeo", "inspect", "--config", "--raw", transport + saved);
      String target = scratch.resolve("copied-" + format).toString();
      Programs.run("skopeo", "--insecure-policy", "copy", transport + saved, "dir:" + target);

      assertThat(configuration).isEqualTo(store.details(reference()).orElseThrow().configuration());
    }
  }

  private static ImageReference reference() {
    return new ImageReference("bb:1");
  }

  @Test
  void anImageThatIsNotHereIsNotSaved() {
    assertThatThrownBy(() -> save(ArchiveFormat.DOCKER_ARCHIVE, "bb:1", "bb:2"))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessage("there is no image 'bb:2'");
    assertThatThrownBy(() -> save(ArchiveFormat.DOCKER_ARCHIVE, "rootfs:/"))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("it is a directory of this host");
  }

  @Test
  void aDamagedLayerIsNamedGoesAndComesBackWithTheNextLoad() throws IOException {
    Files.writeString(store.layers(loaded.id()).get(0).resolve("etc/motd"), "evil\n");

    List<Damage> found = store.check(Progress.SILENT);

    assertThat(found).hasSize(1);
    assertThat(found.get(0).what()).contains("sha256:").contains("the stored layer is damaged");
    assertThat(found.get(0).imageIds()).containsExactly(loaded.id());
    assertThatThrownBy(() -> save(ArchiveFormat.OCI_ARCHIVE, "bb:1"))
        .isInstanceOf(RuntimeFailure.class);
    store.dropLayer(found.get(0).layer().orElseThrow());
    assertThat(store.check(Progress.SILENT))
        .extracting(Damage::layer)
        .containsOnly(Optional.empty());
    store.load(scratch.resolve("archive.tar"), Progress.SILENT);
    assertThat(store.check(Progress.SILENT)).isEmpty();
    assertThat(store.layers(loaded.id()).get(0).resolve("etc/motd")).hasContent("base");
  }

  @Test
  void aLayerOfAnOlderStoreSaysWhatToDo() throws IOException {
    Path layer = store.layers(loaded.id()).get(0).resolveSibling(".").normalize();
    Files.delete(layer.resolve("tar-record.gz"));
    Files.writeString(
        layer.resolve("layer.json"),
        "{\"version\":1,\"entries\":2,\"bytes\":5,\"hidesLower\":false}");

    assertThatThrownBy(() -> save(ArchiveFormat.OCI_ARCHIVE, "bb:1"))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("was stored by an older jcompose")
        .satisfies(e -> assertThat(((RuntimeFailure) e).hint()).contains("jcompose load -i FILE"));
    assertThat(store.check(Progress.SILENT))
        .extracting(Damage::layer)
        .containsOnly(Optional.empty());
  }

  @Test
  void aDamagedConfigurationIsNamed() throws IOException {
    Path blobs = scratch.resolve("one/state/images/blobs/sha256");
    Files.writeString(blobs.resolve(loaded.id().substring(7)), "{}");

    assertThat(store.check(Progress.SILENT))
        .extracting(Damage::what)
        .containsExactly("the configuration of image " + loaded.id() + " is damaged or gone");
  }
}
