package io.jcompose.runtime.image.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.runtime.image.UnusableImageException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IndexDocumentTest {
  private static final Platform HERE = Platform.linux("aarch64");

  /** Returns an index of manifests whose digests count up from 00, for these platforms. */
  private static IndexDocument index(String... platforms) {
    List<String> manifests = new ArrayList<>();
    for (String platform : platforms) {
      manifests.add(
          "{\"digest\":\"sha256:%s\",\"size\":1%s}"
              .formatted(
                  "0" + manifests.size() + "0".repeat(62),
                  platform.isEmpty() ? "" : ",\"platform\":{" + platform + "}"));
    }
    return IndexDocument.parse(
        ("{\"manifests\":[" + String.join(",", manifests) + "]}").getBytes(StandardCharsets.UTF_8));
  }

  private static String platform(String os, String architecture, String variant) {
    return "\"os\":\"%s\",\"architecture\":\"%s\",\"variant\":\"%s\""
        .formatted(os, architecture, variant);
  }

  private static String chosen(IndexDocument index) {
    return index.forPlatform(HERE).digest().hex().substring(0, 2);
  }

  @Test
  void theUsualVariantOfThisArchitectureIsTaken() {
    IndexDocument index =
        index(
            platform("linux", "amd64", ""),
            platform("windows", "arm64", ""),
            platform("linux", "arm64", "v9"),
            platform("linux", "arm64", "v8"),
            platform("unknown", "unknown", ""));

    assertThat(chosen(index)).isEqualTo("03");
  }

  @Test
  void anotherVariantIsBetterThanNone() {
    assertThat(chosen(index(platform("linux", "arm64", "v9")))).isEqualTo("00");
  }

  @Test
  void theOnlyManifestNeedNotSayWhatItIsFor() {
    assertThat(chosen(index(""))).isEqualTo("00");
  }

  @Test
  void whereNoneFitsThePlatformsAreListed() {
    IndexDocument index = index(platform("linux", "amd64", ""), platform("linux", "arm", "v7"));

    assertThatThrownBy(() -> index.forPlatform(HERE))
        .isInstanceOf(UnusableImageException.class)
        .hasMessage("the image is not for linux/arm64 but for linux/amd64, linux/arm/v7");
  }
}
