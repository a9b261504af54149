package io.jcompose.runtime.image.document;

import io.jcompose.runtime.image.Digest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Points to some content.
 *
 * @param mediaType empty if it is not told
 * @param size of the content in bytes
 * @param platform empty if it is not told
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/descriptor.md">image
 *     specification, descriptors</a>
 */
public record Descriptor(
    Optional<String> mediaType,
    Digest digest,
    long size,
    Optional<Platform> platform,
    Map<String, String> annotations) {

  public Descriptor {
    annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
  }

  static Descriptor of(JsonDocument document) {
    JsonDocument platform = document.member("platform");
    return new Descriptor(
        document.member("mediaType").text(),
        Digest.parse(document.member("digest").requiredText()),
        document.member("size").number(),
        platform.isNothing() ? Optional.empty() : Optional.of(platformOf(platform)),
        document.member("annotations").textMembers());
  }

  private static Platform platformOf(JsonDocument platform) {
    return new Platform(
        platform.member("os").text().orElse(""),
        platform.member("architecture").text().orElse(""),
        platform.member("variant").text());
  }
}
