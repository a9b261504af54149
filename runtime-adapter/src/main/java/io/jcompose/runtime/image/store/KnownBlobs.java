package io.jcompose.runtime.image.store;

import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.document.ConfigurationDocument;
import io.jcompose.runtime.image.document.Descriptor;
import io.jcompose.runtime.image.document.LayerBlob;
import io.jcompose.runtime.image.store.Catalogue.StoredImage;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which blobs are known to be a layer, and where they are, by the kept manifests of all images of
 * the store. Only blobs that were {@link KeptManifest#verified} count, whosever image brought them:
 * an image must not be able to say what the layers of another one are.
 */
final class KnownBlobs {
  private final Map<Digest, Set<LayerBlob>> blobs = new LinkedHashMap<>();
  private final Map<Digest, Set<Place>> places = new LinkedHashMap<>();

  private KnownBlobs() {}

  /**
   * A blob that is a layer.
   *
   * @param places that were seen to have it; they may have removed it since
   */
  record KnownBlob(LayerBlob blob, Set<Place> places) {
    KnownBlob {
      places = Collections.unmodifiableSet(new LinkedHashSet<>(places));
    }
  }

  /** Reads what is known of some layers. A manifest that is damaged or gone tells nothing. */
  static KnownBlobs read(StoreDirectory directory, Catalogue catalogue, Collection<Digest> layers) {
    KnownBlobs known = new KnownBlobs();
    for (StoredImage image : catalogue.images()) {
      if (!image.kept().isEmpty() && !Collections.disjoint(image.layers(), layers)) {
        known.add(directory, image);
      }
    }
    return known;
  }

  private void add(StoreDirectory directory, StoredImage image) {
    List<Digest> layers;
    try {
      layers = ConfigurationDocument.parse(directory.readBlob(image.id())).layers();
    } catch (IOException | RuntimeFailure e) {
      return; // 'image fsck' tells of it
    }
    for (KeptManifest kept : image.kept()) {
      List<Descriptor> described =
          kept.read(directory).map(read -> read.document().layers()).orElse(List.of());
      for (int i = 0; i < Math.min(described.size(), layers.size()); i++) {
        Digest blob = described.get(i).digest();
        places.computeIfAbsent(blob, unused -> new LinkedHashSet<>()).addAll(kept.places());
        if (kept.verified().contains(blob)) {
          Set<LayerBlob> same =
              blobs.computeIfAbsent(layers.get(i), unused -> new LinkedHashSet<>());
          LayerBlob.of(described.get(i)).ifPresent(same::add);
        }
      }
    }
  }

  /** Returns whether a blob, as a manifest tells of it, is that layer. */
  boolean isLayer(Digest layer, Descriptor described) {
    Optional<LayerBlob> blob = LayerBlob.of(described);
    return blob.isPresent() && blobs.getOrDefault(layer, Set.of()).contains(blob.get());
  }

  /** Returns the blobs that are that layer. */
  List<KnownBlob> of(Digest layer) {
    return blobs.getOrDefault(layer, Set.of()).stream()
        .map(blob -> new KnownBlob(blob, places.getOrDefault(blob.digest(), Set.of())))
        .toList();
  }
}
