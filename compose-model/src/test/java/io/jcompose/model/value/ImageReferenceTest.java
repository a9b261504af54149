package io.jcompose.model.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {
  @Test
  void aNameMayBeWrittenWithItsTransport() {
    assertThat(new ImageReference("docker://docker.io/gogs/gogs:0.12"))
        .isEqualTo(new ImageReference("docker.io/gogs/gogs:0.12"));
  }

  @ParameterizedTest
  @CsvSource({
    "docker-archive:/srv/a.tar, DOCKER_ARCHIVE, /srv/a.tar, ",
    "docker-archive:/srv/a.tar:localhost:5000/app:1, DOCKER_ARCHIVE, /srv/a.tar,"
        + " localhost:5000/app:1",
    "docker-archive:/srv/a.tar:@1, DOCKER_ARCHIVE, /srv/a.tar, @1",
    "oci-archive:/srv/a.tar:1.0, OCI_ARCHIVE, /srv/a.tar, 1.0",
    "oci:/srv/layout, OCI, /srv/layout, ",
    "dir:/srv/a:b, DIR, /srv/a:b, ",
  })
  void anArchiveIsAPathAndPerhapsAName(
      String text, ArchiveReference.Form form, String path, String image) {
    assertThat(new ImageReference(text).archive())
        .contains(new ArchiveReference(form, path, Optional.ofNullable(image)));
    assertThat(new ImageReference(text).isName()).isFalse();
    assertThat(new ImageReference(text).tag()).isEmpty();
    assertThat(new ImageReference(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"oci:1", "dir:latest", "oci-archive:x.tar"})
  void anImageMayBeCalledAsATransportIs(String name) {
    assertThat(new ImageReference(name).isName()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "oci:./layout",
        "oci-archive:/srv/a.tar:",
        "rootfs:srv",
        "docker-daemon:/x",
        "A B"
      })
  void whatIsNeitherIsRefused(String text) {
    assertThatThrownBy(() -> new ImageReference(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "' is neither an image name")
        .hasMessageContaining("'oci-archive:'");
  }

  @Test
  void onTheCommandLineAPathIsSeenFromTheWorkingDirectory() {
    assertThat(
            ImageReference.written("oci-archive:./a.tar:app:1", new AbsolutePath("/work")).value())
        .isEqualTo("oci-archive:/work/a.tar:app:1");
    assertThat(ImageReference.written("oci-archive:/a.tar", new AbsolutePath("/work")).value())
        .isEqualTo("oci-archive:/a.tar");
    assertThat(ImageReference.written("redis", new AbsolutePath("/work")).value())
        .isEqualTo("redis");
  }

  @ParameterizedTest
  @CsvSource({
    "redis, redis, latest",
    "redis:7, redis, 7",
    "localhost:5000/a/b, localhost:5000/a/b, latest",
    "localhost:5000/a/b:1, localhost:5000/a/b, 1",
    "redis@sha256:0000000000000000000000000000000000000000000000000000000000000000, redis, ",
    "redis:7@sha256:0000000000000000000000000000000000000000000000000000000000000000, redis, 7",
    "oci:/srv/layout:1, oci:/srv/layout:1, ",
  })
  void aNameIsARepositoryAndATag(String text, String repository, String tag) {
    assertThat(new ImageReference(text).repository()).isEqualTo(repository);
    assertThat(new ImageReference(text).tag()).isEqualTo(Optional.ofNullable(tag));
  }

  @ParameterizedTest
  @CsvSource({
    "redis, true",
    "redis:latest, true",
    "localhost:5000/redis, true",
    "redis:7, false",
    "redis@sha256:0000000000000000000000000000000000000000000000000000000000000000, false",
    "rootfs:/, false",
    "oci:/srv/layout, false",
  })
  void theNewestIsTaggedLatestOrNotAtAll(String text, boolean latest) {
    assertThat(new ImageReference(text).isLatest()).isEqualTo(latest);
  }
}
