package io.jcompose.runtime.image.store;

import io.jcompose.model.value.ArchiveReference;
import io.jcompose.model.value.ImageReference;
import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.ImageLimits;
import io.jcompose.runtime.image.archive.ArchivedImage;
import io.jcompose.runtime.image.archive.ArchivedLayer;
import io.jcompose.runtime.image.archive.ImageArchive;
import io.jcompose.runtime.image.archive.LayerContent;
import io.jcompose.runtime.image.document.Platform;
import io.jcompose.runtime.image.store.StoreDirectory.Staging;
import io.jcompose.runtime.image.unpack.LayerUnpacker;
import io.jcompose.scheduler.runtime.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    try (Staging staging = directory.openStaging()) {
      return load(file, staging, progress);
    }
  }

  /**
   * Does the same for an archive that comes as a stream: its parts are in no order that would let
   * them be taken in as they come.
   */
  Set<Digest> load(InputStream archive, Progress progress) throws IOException {
    try (Staging staging = directory.openStaging()) {
      Path file = staging.path().resolve("archive");
      Files.copy(archive, file);
      return load(file, staging, progress);
    }
  }

  /**
   * Loads one image of an archive, which is called as that is from now on, and by none of the names
   * that it has in there.
   *
   * @param name of which {@code place} is the archive
   */
  Digest load(ImageReference name, ArchiveReference place, Platform platform, Progress progress)
      throws IOException {
    try (Staging staging = directory.openStaging();
        ImageArchive archive =
            ImageArchive.open(Path.of(place.path()), staging.path(), limits, platform)) {
      ArchivedImage image = archive.image(place.image()).called(name);
      load(archive, List.of(image), staging, progress);
      return image.id();
    }
  }

  private Set<Digest> load(Path file, Staging staging, Progress progress) throws IOException {
    try (ImageArchive archive = ImageArchive.open(file, staging.path(), limits, here)) {
      List<ArchivedImage> images = archive.images();
      load(archive, images, staging, progress);
      Set<Digest> ids = new LinkedHashSet<>();
      images.forEach(image -> ids.add(image.id()));
      return ids;
    }
  }

  private void load(
      ImageArchive archive, List<ArchivedImage> images, Staging staging, Progress progress)
      throws IOException {
    Map<Digest, ArchivedLayer> missing = new LinkedHashMap<>();
    for (ArchivedImage image : images) {
      for (ArchivedLayer layer : image.layers()) {
        if (!directory.hasLayerWithRecord(layer.digest())) {
          missing.putIfAbsent(layer.digest(), layer);
        }
      }
    }
    Map<Digest, UnpackedLayer> unpacked =
        LayersAtOnce.unpack(missing, layer -> unpack(archive, layer, staging, progress));
    new Publication(directory, staging).publish(images, unpacked, Optional.empty());
  }

  private UnpackedLayer unpack(
      ImageArchive archive, ArchivedLayer layer, Staging staging, Progress progress)
      throws IOException {
    String what = "layer " + layer.digest().hex().substring(0, 12);
    long size = archive.size(layer);
    try (LayerContent content = archive.open(layer, done -> progress.at(what, done, size))) {
      return staging.unpack(layer.digest(), content, unpacker);
    }
  }
}
