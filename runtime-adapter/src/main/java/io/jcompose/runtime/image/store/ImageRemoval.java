package io.jcompose.runtime.image.store;

import io.jcompose.model.value.ImageReference;
import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.document.ConfigurationDocument;
import io.jcompose.runtime.image.store.Catalogue.StoredImage;
import io.jcompose.runtime.image.store.StoreDirectory.Staging;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Takes images out of the store: the catalogue first, then what no other image has. */
final class ImageRemoval {
  private final StoreDirectory directory;

  ImageRemoval(StoreDirectory directory) {
    this.directory = directory;
  }

  /** Takes a name away, and with the last one the image. */
  void remove(ImageReference reference) throws IOException {
    try (Staging staging = directory.openStaging()) {
      directory.whileLocked(
          () -> {
            Catalogue before = directory.readCatalogue();
            List<StoredImage> meant = before.meantBy(reference);
            if (meant.isEmpty()) {
              return before;
            }
            boolean named = !before.without(reference).equals(before);
            Catalogue after = named ? before.without(reference) : before.without(meant.get(0));
            staging.makeCatalogue(after);
            directory.publishCatalogue(staging);
            if (after.byId(meant.get(0).id()).isEmpty()) {
              discard(staging, meant.get(0), after);
            }
            return after;
          });
    }
  }

  private void discard(Staging staging, StoredImage removed, Catalogue left) throws IOException {
    Set<Digest> blobs = removed.blobs();
    Set<Digest> layers =
        new LinkedHashSet<>(ConfigurationDocument.parse(directory.readBlob(removed.id())).layers());
    for (StoredImage other : left.images()) {
      // those that cannot be seen count too: an image that is made of it has them in its list
      ConfigurationDocument.parse(directory.readBlob(other.id())).layers().forEach(layers::remove);
      blobs.removeAll(other.blobs());
    }
    directory.discard(staging, layers, blobs);
  }
}
