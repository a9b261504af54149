package io.jcompose.runtime.image.store;

import io.jcompose.model.value.ImageReference;
import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.document.Descriptor;
import io.jcompose.runtime.image.registry.RegistryClient;
import io.jcompose.runtime.image.registry.RegistryFailure;
import io.jcompose.runtime.image.registry.configuration.RemoteImage;

/** Asks registries what names of images mean there now. */
final class RegistryLookup {
  private final Registries registries;

  RegistryLookup(Registries registries) {
    this.registries = registries;
  }

  /**
   * Returns the name that {@code reference}, which has no digest, has at the first registry of
   * those that may have it, with its digest there.
   */
  ImageReference lookUp(ImageReference reference) {
    RegistryFailure last = null;
    try (Registries.Session session = registries.open()) {
      for (RemoteImage candidate : session.configuration().candidates(reference)) {
        try {
          return new ImageReference(candidate.name() + "@" + digest(session.client(), candidate));
        } catch (RegistryFailure e) {
          if (!candidate.nextAfterFailure() || Thread.currentThread().isInterrupted()) {
            throw e;
          }
          last = e;
        }
      }
    }
    throw last != null ? last : new IllegalStateException("no registry to ask for " + reference);
  }

  /** What is not there is fetched nonetheless: the registry then says why in its own words. */
  private static Digest digest(RegistryClient client, RemoteImage image) {
    return client
        .resolve(image.repository(), image.selector())
        .map(Descriptor::digest)
        .orElseGet(() -> client.fetchManifest(image.repository(), image.selector()).digest());
  }
}
