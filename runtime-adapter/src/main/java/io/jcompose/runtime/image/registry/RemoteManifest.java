package io.jcompose.runtime.image.registry;

import io.jcompose.runtime.image.Digest;
import java.util.Set;

/**
 * A manifest, or a list of manifests for several platforms, as a registry has it: byte for byte,
 * since its digest is its name.
 */
public final class RemoteManifest {
  private static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
  private static final String DOCKER_MANIFEST =
      "application/vnd.docker.distribution.manifest.v2+json";
  private static final String DOCKER_LIST =
      "application/vnd.docker.distribution.manifest.list.v2+json";
  private static final Set<String> LISTS = Set.of(OCI_INDEX, DOCKER_LIST);
  private static final Set<String> ALL =
      Set.of(OCI_MANIFEST, OCI_INDEX, DOCKER_MANIFEST, DOCKER_LIST);

  /** All that are understood, as a registry is asked for them. */
  static final String ACCEPTED =
      String.join(", ", OCI_MANIFEST, OCI_INDEX, DOCKER_MANIFEST, DOCKER_LIST);

  private final String mediaType;
  private final Digest digest;
  private final byte[] content;

  private RemoteManifest(String mediaType, Digest digest, byte[] content) {
    this.mediaType = mediaType;
    this.digest = digest;
    this.content = content;
  }

  /**
   * Returns the manifest in {@code content}.
   *
   * @param mediaType as the registry told it; where that says nothing, the document says it
   */
  static RemoteManifest of(String mediaType, byte[] content) {
    String type = ALL.contains(mediaType) ? mediaType : guess(mediaType, content);
    return new RemoteManifest(type, Digest.of(content), content);
  }

  /** Old registries and plain web servers call every document JSON, or nothing at all. */
  private static String guess(String mediaType, byte[] content) {
    boolean vague =
        Set.of("", "application/json", "application/octet-stream", "text/plain")
            .contains(mediaType);
    if (!vague) {
      return mediaType;
    }
    return ForeignJson.parse(content)
        .map(
            json ->
                json.text("mediaType")
                    .orElse(
                        json.member("manifests").isThere()
                            ? OCI_INDEX
                            : json.member("layers").isThere() && json.member("config").isThere()
                                ? OCI_MANIFEST
                                : mediaType))
        .orElse(mediaType);
  }

  boolean isUnderstood() {
    return ALL.contains(mediaType);
  }

  /** Returns what kind of document it is, one of the four of OCI and Docker. */
  public String mediaType() {
    return mediaType;
  }

  /** Returns whether it lists manifests rather than being one. */
  public boolean isList() {
    return LISTS.contains(mediaType);
  }

  /** Returns the digest of the content. */
  public Digest digest() {
    return digest;
  }

  /** Returns the document, a copy each time. */
  public byte[] content() {
    return content.clone();
  }
}
