package io.jcompose.runtime.image.store;

import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.document.ConfigurationDocument;
import io.jcompose.runtime.image.store.Catalogue.StoredImage;
import io.jcompose.runtime.image.store.StoreDirectory.Staging;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.util.Set;

/**
 * Layers and blobs of no image: a process died between moving them to their place and writing the
 * catalogue, or the other way round when it removed an image.
 */
final class Leftovers {
  private final StoreDirectory directory;

  Leftovers(StoreDirectory directory) {
    this.directory = directory;
  }

  /**
   * Takes them away; the store must be locked. Where it cannot be told what belongs to an image,
   * all is left: whoever reads that image says what is damaged.
   */
  void discard(Staging staging) {
    try {
      Set<Digest> layers = directory.allLayers();
      Set<Digest> blobs = directory.allBlobs();
      for (StoredImage image : directory.readCatalogue().images()) {
        blobs.removeAll(image.blobs());
        ConfigurationDocument.parse(directory.readBlob(image.id()))
            .layers()
            .forEach(layers::remove);
      }
      directory.discard(staging, layers, blobs);
    } catch (IOException | RuntimeFailure e) {
      // the next one tries again if a process dies then, and 'image fsck' tells of the damage
    }
  }
}
