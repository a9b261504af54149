package io.jcompose.runtime.image.store;

import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.archive.ArchivedImage;
import io.jcompose.runtime.image.archive.ArchivedLayer;
import io.jcompose.runtime.image.document.Descriptor;
import io.jcompose.runtime.image.document.LayerBlob;
import io.jcompose.runtime.image.document.ManifestDocument;
import io.jcompose.runtime.image.store.Catalogue.StoredImage;
import io.jcompose.runtime.image.store.CatalogueText.LayerNote;
import io.jcompose.runtime.image.store.StoreDirectory.Staging;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Brings images whose new layers are in a staging directory into the store, all or none. */
final class Publication {
  private final StoreDirectory directory;
  private final Staging staging;

  Publication(StoreDirectory directory, Staging staging) {
    this.directory = directory;
    this.staging = staging;
  }

  /** When, and from where, images were fetched. */
  record Pulled(Instant at, Place from) {}

  /**
   * Makes everything ready and moves it last, the catalogue at the very end: the images are in the
   * store from that moment on, and a full disk is met before anything is moved.
   *
   * @param unpacked the layers that were made in the staging directory
   * @param pulled how the images were fetched from a registry, if they were
   */
  void publish(
      List<ArchivedImage> images, Map<Digest, UnpackedLayer> unpacked, Optional<Pulled> pulled)
      throws IOException {
    Map<Digest, byte[]> blobs = new LinkedHashMap<>();
    Map<Digest, List<KeptManifest>> manifests = new LinkedHashMap<>();
    for (ArchivedImage image : images) {
      blobs.put(image.id(), image.configurationText().getBytes(StandardCharsets.UTF_8));
      Optional<byte[]> text =
          image.manifestText().map(written -> written.getBytes(StandardCharsets.UTF_8));
      if (text.isPresent()) {
        KeptManifest manifest = manifest(image, text.get(), unpacked, pulled);
        blobs.put(manifest.digest(), text.get());
        manifests.put(image.id(), List.of(manifest));
      }
    }
    for (Map.Entry<Digest, byte[]> blob : blobs.entrySet()) {
      staging.makeBlob(blob.getKey(), blob.getValue());
    }
    directory.whileLocked(
        () -> {
          Catalogue before = directory.readCatalogue();
          requireLayers(images, unpacked);
          Catalogue after = before;
          for (ArchivedImage image : images) {
            List<KeptManifest> kept = manifests.getOrDefault(image.id(), List.of());
            after = after.with(stored(image, kept, unpacked, pulled));
          }
          staging.makeCatalogue(after);
          directory.publishLayers(staging, unpacked.keySet());
          directory.publishBlobs(staging, blobs.keySet());
          if (!after.equals(before)) {
            directory.publishCatalogue(staging);
          }
          return after;
        });
  }

  /**
   * Keeps a manifest that an image of the store has in a registry now; none if the image has been
   * removed meanwhile.
   */
  void publishManifest(Digest image, KeptManifest manifest, byte[] text) throws IOException {
    staging.makeBlob(manifest.digest(), text);
    directory.whileLocked(
        () -> {
          Catalogue before = directory.readCatalogue();
          if (before.byId(image).isEmpty()) {
            return before;
          }
          Catalogue after = before.with(image, manifest);
          staging.makeCatalogue(after);
          directory.publishBlobs(staging, List.of(manifest.digest()));
          if (!after.equals(before)) {
            directory.publishCatalogue(staging);
          }
          return after;
        });
  }

  /** A blob is verified if it was read now or before, wherever the manifest has it as a layer. */
  private KeptManifest manifest(
      ArchivedImage image,
      byte[] text,
      Map<Digest, UnpackedLayer> unpacked,
      Optional<Pulled> pulled)
      throws IOException {
    List<Digest> layers = image.configuration().layers();
    KnownBlobs known = KnownBlobs.read(directory, directory.readCatalogue(), layers);
    List<Descriptor> described = ManifestDocument.parse(text).layers();
    Set<Digest> verified = new LinkedHashSet<>();
    Set<Digest> doubtful = new LinkedHashSet<>();
    for (int i = 0; i < layers.size(); i++) {
      Optional<LayerBlob> read =
          Optional.ofNullable(unpacked.get(layers.get(i))).flatMap(UnpackedLayer::blob);
      boolean isRead = read.isPresent() && read.equals(LayerBlob.of(described.get(i)));
      Set<Digest> fitting =
          isRead || known.isLayer(layers.get(i), described.get(i)) ? verified : doubtful;
      fitting.add(described.get(i).digest());
    }
    verified.removeAll(doubtful); // one blob cannot be two layers, though a manifest may say so
    return new KeptManifest(
        Digest.of(text), pulled.map(Pulled::from).map(Set::of).orElse(Set.of()), verified);
  }

  /** A layer that was in the store may have been removed since that was seen. */
  private void requireLayers(List<ArchivedImage> images, Map<Digest, UnpackedLayer> unpacked) {
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
      ArchivedImage image,
      List<KeptManifest> kept,
      Map<Digest, UnpackedLayer> unpacked,
      Optional<Pulled> pulled)
      throws IOException {
    List<Digest> visible = new ArrayList<>();
    long bytes = 0;
    List<ArchivedLayer> layers = image.layers();
    for (int i = layers.size() - 1; i >= 0; i--) {
      Digest layer = layers.get(i).digest();
      // overlayfs refuses a directory twice, and whatever the lower one brings the upper one covers
      if (!visible.contains(layer)) {
        visible.add(layer);
        UnpackedLayer made = unpacked.get(layer);
        LayerNote note = made == null ? directory.layerNote(layer) : made.note();
        bytes += note.bytes();
        if (note.hidesLower()) {
          break;
        }
      }
    }
    return new StoredImage(
        image.id(),
        kept.stream().map(KeptManifest::digest).findFirst(),
        kept,
        image.names(),
        visible,
        bytes,
        pulled.map(Pulled::at));
  }
}
