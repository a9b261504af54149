package io.jcompose.runtime.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.value.ImageReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageNameTest {
  @ParameterizedTest
  @CsvSource({
    "bb, docker.io/library/bb, latest",
    "bb:1, docker.io/library/bb, 1",
    "library/bb:1, docker.io/library/bb, 1",
    "localhost/bb:1, docker.io/library/bb, 1",
    "index.docker.io/library/bb:1, docker.io/library/bb, 1",
    "gogs/gogs:0.12, docker.io/gogs/gogs, 0.12",
    "localhost/team/app, docker.io/team/app, latest",
    "localhost:5000/app, localhost:5000/app, latest",
    "localhost:5000/app:2, localhost:5000/app, 2",
    "quay.example/team/app:2, quay.example/team/app, 2"
  })
  void whatPeopleLeaveOutIsFilledIn(String written, String repository, String tag) {
    ImageName name = ImageName.of(new ImageReference(written));

    assertThat(name.repository()).isEqualTo(repository);
    assertThat(name.tag()).isEqualTo(tag);
    assertThat(name.digest()).isEmpty();
  }

  @Test
  void aDigestIsKeptApartFromTheTag() {
    String digest = "sha256:" + "ab".repeat(32);

    ImageName name = ImageName.of(new ImageReference("bb:1@" + digest));

    assertThat(name.tag()).isEqualTo("1");
    assertThat(name.digest()).hasToString("Optional[" + digest + "]");
  }
}
