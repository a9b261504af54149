package io.jcompose.runtime.image.store;

import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.ImageLimits;
import io.jcompose.runtime.image.archive.ArchivedImage;
import io.jcompose.runtime.image.archive.ArchivedLayer;
import io.jcompose.runtime.image.archive.ImageArchive;
import io.jcompose.runtime.image.archive.LayerContent;
import io.jcompose.runtime.image.document.Platform;
import io.jcompose.runtime.image.store.Catalogue.StoredImage;
import io.jcompose.runtime.image.store.CatalogueText.LayerNote;
import io.jcompose.runtime.image.store.StoreDirectory.Staging;
import io.jcompose.runtime.image.unpack.LayerUnpacker;
import io.jcompose.scheduler.runtime.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Brings the images of one archive into the store, all or none. */
final class ArchiveLoader {
  private final StoreDirectory directory;
  private final LayerUnpacker unpacker;
  private final ImageLimits limits;
  private final Platform here;

  ArchiveLoader(
      StoreDirectory directory, LayerUnpacker unpacker, ImageLimits limits, Platform here) {
    this.directory = directory;
    this.unpacker = unpacker;
    this.limits = limits;
    this.here = here;
  }

  /** Loads and returns the ids of the archive's images. */
  Set<Digest> load(Path file, Progress progress) throws IOException {
    try (Staging staging = directory.openStaging();
        ImageArchive archive = ImageArchive.open(file, staging.path(), limits, here)) {
      List<ArchivedImage> images = archive.images();
      Map<Digest, LayerNote> unpacked = new LinkedHashMap<>();
      for (ArchivedImage image : images) {
        for (ArchivedLayer layer : image.layers()) {
          if (!unpacked.containsKey(layer.digest()) && !directory.hasLayer(layer.digest())) {
            unpacked.put(layer.digest(), unpack(archive, layer, staging, progress));
          }
        }
      }
      publish(images, unpacked, staging);
      Set<Digest> ids = new LinkedHashSet<>();
      images.forEach(image -> ids.add(image.id()));
      return ids;
    }
  }

  private LayerNote unpack(
      ImageArchive archive, ArchivedLayer layer, Staging staging, Progress progress)
      throws IOException {
    String what = "layer " + layer.digest().hex().substring(0, 12);
    long size = archive.size(layer);
    try (LayerContent content = archive.open(layer, done -> progress.at(what, done, size))) {
      LayerUnpacker.Result result =
          unpacker.unpack(content.tar(), staging.makeLayer(layer.digest()));
      content.verify();
      LayerNote note =
          new LayerNote(LayerNote.VERSION, result.entries(), result.bytes(), result.hidesLower());
      staging.finishLayer(layer.digest(), note);
      return note;
    }
  }

  /**
   * Makes everything ready and moves it last, the catalogue at the very end: the images are in the
   * store from that moment on, and a full disk is met before anything is moved.
   */
  private void publish(List<ArchivedImage> images, Map<Digest, LayerNote> unpacked, Staging staging)
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
          Catalogue after = before;
          for (ArchivedImage image : images) {
            after = after.with(stored(image, unpacked));
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

  private StoredImage stored(ArchivedImage image, Map<Digest, LayerNote> unpacked)
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
    return new StoredImage(image.id(), image.manifest(), image.names(), visible, bytes);
  }
}
