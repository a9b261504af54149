package io.jcompose.runtime.image.store;

import io.jcompose.model.value.ImageReference;
import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.store.Catalogue.StoredImage;
import io.jcompose.runtime.image.unpack.LayerUnpacker;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How a {@link Catalogue}, and the note beside each layer, look as JSON. */
final class CatalogueText {
  private final JsonMapper json =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** The catalogue as plain texts and numbers. */
  private record Written(int version, List<WrittenImage> images) {}

  private record WrittenImage(
      String id,
      Optional<String> manifest,
      Optional<List<WrittenManifest>> manifests,
      List<String> names,
      List<String> layers,
      long sizeBytes,
      Optional<Instant> pulled) {}

  private record WrittenManifest(
      String digest, List<String> repositories, List<String> verifiedBlobs) {}

  /**
   * What is known of an unpacked layer.
   *
   * @param bytes of its files
   * @param hidesLower whether nothing of the layers below may be seen
   * @param tarBytes how long its archive is; empty if there is no record by which that could be
   *     written again, as with layers of an older jcompose
   */
  record LayerNote(
      int version, int entries, long bytes, boolean hidesLower, Optional<Long> tarBytes) {
    static final int VERSION = 1;

    static LayerNote of(LayerUnpacker.Result result) {
      return new LayerNote(
          VERSION,
          result.entries(),
          result.bytes(),
          result.hidesLower(),
          Optional.of(result.tarBytes()));
    }
  }

  byte[] write(Catalogue catalogue) {
    return json.writeValueAsBytes(
        new Written(
            catalogue.version(), catalogue.images().stream().map(CatalogueText::written).toList()));
  }

  private static WrittenImage written(StoredImage image) {
    return new WrittenImage(
        image.id().toString(),
        image.manifest().map(Digest::toString),
        image.kept().isEmpty()
            ? Optional.empty()
            : Optional.of(image.kept().stream().map(CatalogueText::written).toList()),
        image.names().stream().map(ImageReference::value).toList(),
        image.layers().stream().map(Digest::toString).toList(),
        image.sizeBytes(),
        image.pulled());
  }

  private static WrittenManifest written(KeptManifest manifest) {
    return new WrittenManifest(
        manifest.digest().toString(),
        manifest.places().stream().map(Place::toString).toList(),
        manifest.verified().stream().map(Digest::toString).toList());
  }

  byte[] write(LayerNote note) {
    return json.writeValueAsBytes(note);
  }

  /** Returns the catalogue in {@code text}; empty if it is none, or one of a newer jcompose. */
  Optional<Catalogue> readCatalogue(byte[] text) {
    try {
      Written written = json.readValue(text, Written.class);
      if (written.version() != Catalogue.VERSION) {
        return Optional.empty();
      }
      return Optional.of(
          new Catalogue(
              written.version(), written.images().stream().map(CatalogueText::image).toList()));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static StoredImage image(WrittenImage image) {
    return new StoredImage(
        Digest.parse(image.id()),
        image.manifest().map(Digest::parse),
        image.manifests().orElse(List.of()).stream().map(CatalogueText::manifest).toList(),
        image.names().stream().map(ImageReference::new).toList(),
        image.layers().stream().map(Digest::parse).toList(),
        image.sizeBytes(),
        image.pulled());
  }

  private static KeptManifest manifest(WrittenManifest manifest) {
    return new KeptManifest(
        Digest.parse(manifest.digest()),
        manifest.repositories().stream()
            .map(Place::parse)
            .collect(Collectors.toCollection(LinkedHashSet::new)),
        manifest.verifiedBlobs().stream()
            .map(Digest::parse)
            .collect(Collectors.toCollection(LinkedHashSet::new)));
  }

  Optional<LayerNote> readLayerNote(byte[] text) {
    try {
      return Optional.of(json.readValue(text, LayerNote.class));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
