package io.jcompose.runtime.image.store;

import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.archive.ArchivedImage;
import io.jcompose.runtime.image.archive.ArchivedLayer;
import io.jcompose.runtime.image.store.Catalogue.StoredImage;
import io.jcompose.runtime.image.store.CatalogueText.LayerNote;
import io.jcompose.runtime.image.store.StoreDirectory.Staging;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings images whose new layers are in a staging directory into the store, all or none. */
final class Publication {
  private final StoreDirectory directory;
  private final Staging staging;

  Publication(StoreDirectory directory, Staging staging) {
    this.directory = directory;
    this.staging = staging;
  }

  /**
   * Makes everything ready and moves it last, the catalogue at the very end: the images are in the
   * store from that moment on, and a full disk is met before anything is moved.
   *
   * @param unpacked the layers that were made in the staging directory
   * @param pulled when the images were fetched from a registry, if they were
   */
  void publish(
      List<ArchivedImage> images, Map<Digest, LayerNote> unpacked, Optional<Instant> pulled)
      throws IOException {
    Map<Digest, byte[]> configurations = new LinkedHashMap<>();
    for (ArchivedImage image : images) {
      configurations.put(image.id(), image.configurationText().getBytes(StandardCharsets.UTF_8));
    }
    for (Map.Entry<Digest, byte[]> configuration : configurations.entrySet()) {
      staging.makeBlob(configuration.getKey(), configuration.getValue());
    }
    directory.whileLocked(
        () -> {
          Catalogue before = directory.readCatalogue();
          requireLayers(images, unpacked);
          Catalogue after = before;
          for (ArchivedImage image : images) {
            after = after.with(stored(image, unpacked, pulled));
          }
          staging.makeCatalogue(after);
          directory.publishLayers(staging, unpacked.keySet());
          directory.publishBlobs(staging, configurations.keySet());
          if (!after.equals(before)) {
            directory.publishCatalogue(staging);
          }
          return after;
        });
  }

  /** A layer that was in the store may have been removed since that was seen. */
  private void requireLayers(List<ArchivedImage> images, Map<Digest, LayerNote> unpacked) {
    for (ArchivedImage image : images) {
      for (ArchivedLayer layer : image.layers()) {
        if (!unpacked.containsKey(layer.digest()) && !directory.hasLayer(layer.digest())) {
          throw new RuntimeFailure(
              "layer " + layer.digest() + " has been removed meanwhile, with the image that had it",
              "run the command again");
        }
      }
    }
  }

  private StoredImage stored(
      ArchivedImage image, Map<Digest, LayerNote> unpacked, Optional<Instant> pulled)
      throws IOException {
    List<Digest> visible = new ArrayList<>();
    long bytes = 0;
    List<ArchivedLayer> layers = image.layers();
    for (int i = layers.size() - 1; i >= 0; i--) {
      Digest layer = layers.get(i).digest();
      // overlayfs refuses a directory twice, and whatever the lower one brings the upper one covers
      if (!visible.contains(layer)) {
        visible.add(layer);
        LayerNote note =
            unpacked.containsKey(layer) ? unpacked.get(layer) : directory.layerNote(layer);
        bytes += note.bytes();
        if (note.hidesLower()) {
          break;
        }
      }
    }
    return new StoredImage(image.id(), image.manifest(), image.names(), visible, bytes, pulled);
  }
}
