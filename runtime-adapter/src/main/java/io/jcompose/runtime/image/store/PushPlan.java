package io.jcompose.runtime.image.store;

import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.document.Descriptor;
import io.jcompose.runtime.image.document.LayerBlob;
import io.jcompose.runtime.image.document.ManifestDocument;
import io.jcompose.runtime.image.store.Catalogue.StoredImage;
import io.jcompose.runtime.image.store.KnownBlobs.KnownBlob;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a push may take in place of sending a layer, and of writing a manifest. Only reads the
 * store.
 *
 * @param layers the lowest first; one that occurs twice twice
 * @param configurationPlaces that were seen to have the configuration
 * @param manifests of the image that are here, the preferred one first: one that the repository was
 *     seen to have, and then the one that the image came with
 */
record PushPlan(
    List<WantedLayer> layers, Set<Place> configurationPlaces, List<KeptManifest.Read> manifests) {
  PushPlan {
    layers = List.copyOf(layers);
    manifests = List.copyOf(manifests);
  }

  /**
   * A layer that the repository is to have.
   *
   * @param blobs any of which will do, the best first
   */
  record WantedLayer(Digest layer, List<KnownBlob> blobs) {
    WantedLayer {
      blobs = List.copyOf(blobs);
    }
  }

  /**
   * Plans the push of an image.
   *
   * @param layers of the image, the lowest first
   */
  static PushPlan of(StoreDirectory directory, Digest id, List<Digest> layers, Place target)
      throws IOException {
    Catalogue catalogue = directory.readCatalogue();
    KnownBlobs known = KnownBlobs.read(directory, catalogue, layers);
    List<KeptManifest.Read> manifests = new ArrayList<>();
    Set<Place> places = new LinkedHashSet<>();
    Optional<StoredImage> image = catalogue.byId(id);
    for (KeptManifest kept : image.map(StoredImage::kept).orElse(List.of())) {
      kept.read(directory)
          .filter(read -> read.document().layers().size() == layers.size())
          .ifPresent(manifests::add);
      places.addAll(kept.places());
    }
    Optional<Digest> own = image.flatMap(StoredImage::manifest);
    manifests.sort(
        first((KeptManifest.Read manifest) -> manifest.kept().places().contains(target))
            .thenComparing(first(manifest -> own.equals(Optional.of(manifest.kept().digest())))));
    return new PushPlan(wanted(layers, manifests, known, target), places, manifests);
  }

  private static List<WantedLayer> wanted(
      List<Digest> layers, List<KeptManifest.Read> manifests, KnownBlobs known, Place target) {
    Optional<ManifestDocument> preferred =
        manifests.stream()
            .map(KeptManifest.Read::document)
            .filter(document -> isKnown(document, layers, known))
            .findFirst();
    List<WantedLayer> wanted = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      int position = i;
      Optional<Digest> blob =
          preferred.map(document -> document.layers().get(position)).map(Descriptor::digest);
      List<KnownBlob> blobs = new ArrayList<>(known.of(layers.get(i)));
      blobs.sort(
          first((KnownBlob each) -> blob.equals(Optional.of(each.blob().digest())))
              .thenComparing(first(each -> each.places().contains(target)))
              .thenComparing(first(each -> isBeside(each, target))));
      wanted.add(new WantedLayer(layers.get(i), blobs));
    }
    return wanted;
  }

  private static boolean isKnown(ManifestDocument document, List<Digest> layers, KnownBlobs known) {
    for (int i = 0; i < layers.size(); i++) {
      if (!known.isLayer(layers.get(i), document.layers().get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isBeside(KnownBlob blob, Place target) {
    return blob.places().stream().anyMatch(place -> place.authority().equals(target.authority()));
  }

  /** Returns the order in which those come first that fit. */
  private static <T> Comparator<T> first(Predicate<T> fits) {
    return Comparator.comparing(each -> !fits.test(each));
  }

  /** Returns the kept manifest of an image whose layers are these blobs. */
  Optional<KeptManifest.Read> manifestOf(List<LayerBlob> blobs) {
    List<Optional<LayerBlob>> wanted = blobs.stream().map(Optional::of).toList();
    return manifests.stream()
        .filter(
            manifest ->
                manifest.document().layers().stream().map(LayerBlob::of).toList().equals(wanted))
        .findFirst();
  }
}
