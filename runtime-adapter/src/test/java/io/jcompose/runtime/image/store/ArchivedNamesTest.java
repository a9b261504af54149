package io.jcompose.runtime.image.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.model.value.ImageReference;
import io.jcompose.runtime.image.Archives;
import io.jcompose.runtime.image.Programs;
import io.jcompose.runtime.image.TarBytes;
import io.jcompose.scheduler.runtime.Images.ArchiveFormat;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that are named by the file or directory they are in. */
@Privileged
class ArchivedNamesTest {
  private static final byte[] ONE = new TarBytes().file("one", "one").bytes();
  private static final byte[] TWO = new TarBytes().file("two", "two").bytes();

  @TempDir private Path scratch;
  private ImageStore store;
  private Path archive;

  @BeforeEach
  void writeAnArchive() throws IOException {
    store = ImageStoreTest.storeIn(scratch.resolve("store"));
    archive = Files.write(scratch.resolve("one.tar"), Archives.dockerSave("app:1", "{}", ONE));
  }

  private Image pull(String reference) {
    return store.pull(new ImageReference(reference), Optional.empty(), Progress.SILENT);
  }

  /** Writes an archive with two images. */
  private Path both(ArchiveFormat format) throws IOException {
    ImageStore other = ImageStoreTest.storeIn(scratch.resolve("other"));
    other.load(archive, Progress.SILENT);
    Path second = Files.write(scratch.resolve("two.tar"), Archives.dockerSave("app:2", "{}", TWO));
    other.load(second, Progress.SILENT);
    Path both = scratch.resolve("both.tar");
    try (OutputStream out = Files.newOutputStream(both)) {
      other.save(
          List.of(new ImageReference("app:1"), new ImageReference("app:2")),
          format,
          out,
          Progress.SILENT);
    }
    return both;
  }

  @Test
  void anImageIsFoundByItsArchiveOnceItIsThere() {
    String name = "docker-archive:" + archive;
    assertThat(store.find(new ImageReference(name))).isEmpty();

    Image pulled = pull(name);

    assertThat(store.find(new ImageReference(name))).contains(pulled);
    assertThat(pulled.names()).containsExactly(new ImageReference(name));
    assertThat(store.layers(pulled.id()).get(0).resolve("one")).hasContent("one");
    store.remove(new ImageReference(name));
    assertThat(store.list()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"oci-archive:", "oci:", "dir:"})
  void whatSkopeoWritesIsReadUnderTheSameName(String form) {
    Programs.need("skopeo", "skopeo");
    String name = form + scratch.resolve("copied");
    String tag = form.equals("dir:") ? "" : ":1.0";
    Programs.run("skopeo", "--insecure-policy", "copy", "docker-archive:" + archive, name + tag);

    Image pulled = pull(name);
    Image again = pull(name + tag);

    assertThat(again.id()).isEqualTo(pulled.id());
    assertThat(store.layers(pulled.id()).get(0).resolve("one")).hasContent("one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"app:2", "docker.io/library/app:2", "@1"})
  void ofSeveralImagesOneIsChosen(String which) throws IOException {
    Image pulled = pull("docker-archive:" + both(ArchiveFormat.DOCKER_ARCHIVE) + ":" + which);

    assertThat(store.layers(pulled.id()).get(0).resolve("two")).hasContent("two");
    assertThat(store.list()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":app:3", ":@2"})
  void whoDoesNotSayWhichIsToldWhatThereIs(String which) throws IOException {
    Path both = both(ArchiveFormat.OCI_ARCHIVE);

    assertThatThrownBy(() -> pull("oci-archive:" + both + which))
        .isInstanceOfSatisfying(
            RuntimeFailure.class,
            failure -> {
              assertThat(failure)
                  .hasMessageStartingWith(
                      "cannot pull image 'oci-archive:" + both + which + "': it has ");
              assertThat(failure.hint()).contains("app:1", "app:2");
            });
    assertThat(store.list()).isEmpty();
  }

  @Test
  void anArchiveThatIsNotThereIsNamed() {
    Path missing = scratch.resolve("missing.tar");

    assertThatThrownBy(() -> pull("oci-archive:" + missing))
        .hasMessageContaining("there is no file " + missing);
    assertThatThrownBy(() -> pull("oci:" + archive))
        .hasMessageContaining("there is no directory " + archive);
  }

  @Test
  void whatIsNoNameIsNeitherPushedNorLookedUpNorGiven() {
    ImageReference name = new ImageReference("docker-archive:" + archive);
    pull(name.value());

    assertThatThrownBy(() -> store.push(name, Progress.SILENT))
        .hasMessageStartingWith("cannot push image");
    assertThatThrownBy(() -> store.lookUp(name)).hasMessageContaining("it is on this host");
    assertThatThrownBy(() -> store.tag(name, name)).hasMessageContaining("cannot be given");
  }

  @Test
  void itIsSavedWithoutTheNameOfItsArchive() throws IOException {
    ImageReference name = new ImageReference("docker-archive:" + archive);
    pull(name.value());
    Path saved = scratch.resolve("saved.tar");

    try (OutputStream out = Files.newOutputStream(saved)) {
      store.save(List.of(name), ArchiveFormat.DOCKER_ARCHIVE, out, Progress.SILENT);
    }

    assertThat(Programs.run("tar", "-xOf", saved.toString(), "manifest.json"))
        .contains("\"RepoTags\":null");
  }
}
