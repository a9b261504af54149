package io.jcompose.runtime.image.store;

import io.jcompose.model.value.ImageReference;
import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.store.Catalogue.StoredImage;
import io.jcompose.runtime.image.unpack.LayerUnpacker;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
      List<String> names,
      List<String> layers,
      long sizeBytes,
      Optional<Instant> pulled) {}

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
            catalogue.version(),
            catalogue.images().stream()
                .map(
                    image ->
                        new WrittenImage(
                            image.id().toString(),
                            image.manifest().map(Digest::toString),
                            image.names().stream().map(ImageReference::value).toList(),
                            image.layers().stream().map(Digest::toString).toList(),
                            image.sizeBytes(),
                            image.pulled()))
                .toList()));
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
        image.names().stream().map(ImageReference::new).toList(),
        image.layers().stream().map(Digest::parse).toList(),
        image.sizeBytes(),
        image.pulled());
  }

  Optional<LayerNote> readLayerNote(byte[] text) {
    try {
      return Optional.of(json.readValue(text, LayerNote.class));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
