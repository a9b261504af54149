package io.jcompose.runtime.image.store;

import io.jcompose.model.value.ImageReference;
import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.archive.ArchivedImage;
import io.jcompose.runtime.image.archive.ArchivedLayer;
import io.jcompose.runtime.image.document.ConfigurationDocument;
import io.jcompose.runtime.image.document.DerivedConfiguration;
import io.jcompose.runtime.image.document.Platform;
import io.jcompose.runtime.image.store.CatalogueText.LayerNote;
import io.jcompose.runtime.image.store.StoreDirectory.Staging;
import io.jcompose.runtime.image.unpack.LayerUnpacker;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes an image of another one's layers and one more on top. */
final class LayerMaker {
  private final StoreDirectory directory;
  private final LayerUnpacker unpacker;
  private final Platform here;

  LayerMaker(StoreDirectory directory, LayerUnpacker unpacker, Platform here) {
    this.directory = directory;
    this.unpacker = unpacker;
    this.here = here;
  }

  /**
   * Makes the image and returns its id.
   *
   * @param base whose layers come first; empty for none
   */
  Digest make(Optional<Digest> base, ImageStore.Derivation derivation) throws IOException {
    Optional<byte[]> below =
        base.isPresent() ? Optional.of(directory.readBlob(base.get())) : Optional.empty();
    try (Staging staging = directory.openStaging()) {
      Path archive = staging.path().resolve("layer.tar");
      Digest layer = write(archive, derivation.layer());
      LayerNote note = unpack(archive, layer, staging);
      List<Digest> layers = new ArrayList<>();
      below.ifPresent(content -> layers.addAll(ConfigurationDocument.parse(content).layers()));
      layers.add(layer);
      ArchivedImage image =
          image(derivation.configuration(), below, layers, derivation.name().stream().toList());
      new Publication(directory, staging)
          .publish(
              List.of(image),
              directory.hasLayerWithRecord(layer)
                  ? Map.of()
                  : Map.of(layer, new UnpackedLayer(note, Optional.empty())),
              Optional.empty());
      return image.id();
    }
  }

  private ArchivedImage image(
      DerivedConfiguration derived,
      Optional<byte[]> below,
      List<Digest> layers,
      List<ImageReference> names) {
    String text = derived.text(below, layers, here);
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    return new ArchivedImage(
        Digest.of(content),
        ConfigurationDocument.parse(content),
        text,
        Optional.empty(),
        names,
        layers.stream().map(layer -> new ArchivedLayer(layer, "", Optional.empty())).toList());
  }

  private static Digest write(Path archive, ImageStore.LayerSource source) throws IOException {
    MessageDigest sum = Digest.sha256();
    try (OutputStream tar =
        new BufferedOutputStream(new DigestOutputStream(Files.newOutputStream(archive), sum))) {
      source.write(tar);
    }
    return Digest.ofFinished(sum.digest());
  }

  /** By way of the archive, as if it had been loaded: the layer is what others will see of it. */
  private LayerNote unpack(Path archive, Digest layer, Staging staging) throws IOException {
    try (InputStream tar = new BufferedInputStream(Files.newInputStream(archive))) {
      LayerUnpacker.Result result = unpacker.unpack(tar, staging.makeLayer(layer));
      LayerNote note = LayerNote.of(result);
      staging.finishLayer(layer, note);
      return note;
    } finally {
      Files.delete(archive);
    }
  }
}
