package io.jcompose.runtime.image.document;

import io.jcompose.runtime.image.Digest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the documents that tell of images: those of an OCI image layout, those that {@code docker
 * save} puts beside them, and manifests for registries.
 */
public final class LayoutDocuments {
  /** The media type of manifests. */
  public static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

  private static final String INDEX = "application/vnd.oci.image.index.v1+json";
  private static final String CONFIGURATION = "application/vnd.oci.image.config.v1+json";
  private final JsonMapper json = JsonMapper.builder().build();

  /** Some content by its digest and its size in bytes. */
  public record Content(Digest digest, long size) {}

  /**
   * One image of an archive.
   *
   * @param layers the lowest first
   */
  public record SavedContent(Content configuration, List<Content> layers) {
    public SavedContent {
      layers = List.copyOf(layers);
    }
  }

  /**
   * An image under one of the names it is to have.
   *
   * @param annotations as they stand in the index; none for an image without a name
   */
  public record Listed(Content manifest, Platform platform, Map<String, String> annotations) {
    public Listed {
      annotations = new LinkedHashMap<>(annotations);
    }
  }

  /** Returns the text of the file {@code oci-layout}. */
  public byte[] layout() {
    return json.writeValueAsBytes(json.createObjectNode().put("imageLayoutVersion", "1.0.0"));
  }

  /** Returns the manifest of an image whose layers are not compressed. */
  public byte[] manifest(SavedContent image) {
    return manifest(
        image.configuration(),
        image.layers().stream()
            .map(layer -> new LayerBlob(LayerFormat.PLAIN, layer.digest(), layer.size()))
            .toList());
  }

  /**
   * Returns an image's manifest.
   *
   * @param layers the lowest first
   */
  public byte[] manifest(Content configuration, List<LayerBlob> layers) {
    ObjectNode manifest =
        json.createObjectNode().put("schemaVersion", 2).put("mediaType", MANIFEST);
    manifest.set("config", descriptor(CONFIGURATION, configuration));
    ArrayNode list = manifest.putArray("layers");
    for (LayerBlob layer : layers) {
      Content content = new Content(layer.digest(), layer.size());
      list.add(descriptor(layer.format().mediaType(), content));
    }
    return json.writeValueAsBytes(manifest);
  }

  /** Returns the layout's index. */
  public byte[] index(List<Listed> images) {
    ObjectNode index = json.createObjectNode().put("schemaVersion", 2).put("mediaType", INDEX);
    ArrayNode manifests = index.putArray("manifests");
    for (Listed image : images) {
      ObjectNode descriptor = descriptor(MANIFEST, image.manifest());
      ObjectNode platform =
          descriptor
              .putObject("platform")
              .put("architecture", image.platform().architecture())
              .put("os", image.platform().os());
      image.platform().variant().ifPresent(variant -> platform.put("variant", variant));
      if (!image.annotations().isEmpty()) {
        ObjectNode annotations = descriptor.putObject("annotations");
        image.annotations().forEach(annotations::put);
      }
      manifests.add(descriptor);
    }
    return json.writeValueAsBytes(index);
  }

  /**
   * Returns the list of {@code docker save}, its {@code manifest.json}.
   *
   * @param names of each image, with their tags
   */
  public byte[] dockerList(Map<SavedContent, List<String>> names) {
    ArrayNode list = json.createArrayNode();
    names.forEach(
        (image, tags) -> {
          ObjectNode entry =
              json.createObjectNode().put("Config", blobName(image.configuration().digest()));
          if (tags.isEmpty()) {
            entry.putNull("RepoTags");
          } else {
            ArrayNode all = entry.putArray("RepoTags");
            tags.forEach(all::add);
          }
          ArrayNode layers = entry.putArray("Layers");
          ObjectNode sources = entry.putObject("LayerSources");
          for (Content layer : image.layers()) {
            layers.add(blobName(layer.digest()));
            sources.set(
                layer.digest().toString(), descriptor(LayerFormat.PLAIN.mediaType(), layer));
          }
          list.add(entry);
        });
    return json.writeValueAsBytes(list);
  }

  /**
   * Returns the file {@code repositories}, by which Docker found names before there was a list.
   *
   * @param topLayers by the names of images, with their tags
   */
  public byte[] repositories(Map<String, Digest> topLayers) {
    ObjectNode repositories = json.createObjectNode();
    topLayers.forEach(
        (name, layer) -> {
          int colon = name.lastIndexOf(':');
          String repository = name.substring(0, colon);
          ObjectNode tags =
              repositories.path(repository).isObject()
                  ? (ObjectNode) repositories.get(repository)
                  : repositories.putObject(repository);
          tags.put(name.substring(colon + 1), layer.hex());
        });
    return json.writeValueAsBytes(repositories);
  }

  private ObjectNode descriptor(String mediaType, Content content) {
    return json.createObjectNode()
        .put("mediaType", mediaType)
        .put("digest", content.digest().toString())
        .put("size", content.size());
  }

  /** Returns where a layout has the content of a digest. */
  public static String blobName(Digest digest) {
    return "blobs/sha256/" + digest.hex();
  }
}
