package io.jcompose.runtime.image.store;

import io.jcompose.runtime.image.Archives;
import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.document.Descriptor;
import io.jcompose.runtime.image.registry.FakeRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts images into a registry, as the tools that build them do. */
final class RegistryImages {
  private static final String CONFIGURATION = "application/vnd.oci.image.config.v1+json";
  private final FakeRegistry registry;
  private final String path;

  RegistryImages(FakeRegistry registry, String path) {
    this.registry = registry;
    this.path = path;
  }

  /** A layer, and what a registry keeps of it. */
  static final class Layer {
    private final byte[] tar;
    private final byte[] blob;
    private final String mediaType;

    Layer(byte[] tar, byte[] blob, String mediaType) {
      this.tar = tar;
      this.blob = blob;
      this.mediaType = mediaType;
    }

    static Layer plain(byte[] tar) {
      return new Layer(tar, tar, Archives.OCI_LAYER);
    }

    static Layer gzip(byte[] tar) {
      return new Layer(tar, Archives.gzip(tar), Archives.OCI_LAYER + "+gzip");
    }

    static Layer zstd(byte[] tar) {
      return new Layer(tar, Archives.zstd(tar), Archives.OCI_LAYER + "+zstd");
    }

    /** Returns the layer as if something else had been kept of it. */
    Layer keptAs(byte[] other) {
      return new Layer(tar, other, mediaType);
    }

    byte[] tar() {
      return tar;
    }

    byte[] blob() {
      return blob;
    }

    Digest digest() {
      return Digest.of(blob);
    }
  }

  /** Returns the configuration of an image with these layers. */
  static String configuration(Layer... layers) {
    return Archives.configuration(
        "{\"Cmd\":[\"sh\"]}", Stream.of(layers).map(Layer::tar).toArray(byte[][]::new));
  }

  /** Returns the id of the image with these layers. */
  static String id(Layer... layers) {
    return Digest.of(bytes(configuration(layers))).toString();
  }

  /** Stores an image under a tag, and returns the digest of its manifest. */
  Digest image(String tag, Layer... layers) {
    return image(tag, configuration(layers), layers);
  }

  /** Stores an image whose configuration may say anything. */
  Digest image(String tag, String configuration, Layer... layers) {
    String stored =
        Stream.of(layers)
            .map(layer -> descriptor(registry.put(path, layer.blob()), layer.mediaType))
            .collect(Collectors.joining(","));
    return manifest(
        tag,
        """
        {"schemaVersion":2,"mediaType":"%s","config":%s,"layers":[%s]}"""
            .formatted(
                Archives.OCI_MANIFEST,
                descriptor(registry.put(path, bytes(configuration)), CONFIGURATION),
                stored));
  }

  /** Stores a manifest as it is written. */
  Digest manifest(String tag, String text) {
    return registry.tag(path, tag, Archives.OCI_MANIFEST, text);
  }

  /** Stores a list of manifests, each for one architecture. */
  Digest list(String tag, List<Digest> manifests, List<String> architectures) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < manifests.size(); i++) {
      String text = registry.manifest(path, manifests.get(i).toString()).orElseThrow();
      all.append(i == 0 ? "" : ",")
          .append(
              """
              {"mediaType":"%s","digest":"%s","size":%d,
               "platform":{"os":"linux","architecture":"%s"}}"""
                  .formatted(
                      Archives.OCI_MANIFEST,
                      manifests.get(i),
                      bytes(text).length,
                      architectures.get(i)));
    }
    return registry.tag(
        path, tag, Archives.OCI_INDEX, "{\"schemaVersion\":2,\"manifests\":[" + all + "]}");
  }

  private static String descriptor(Descriptor blob, String mediaType) {
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}"
        .formatted(mediaType, blob.digest(), blob.size());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
