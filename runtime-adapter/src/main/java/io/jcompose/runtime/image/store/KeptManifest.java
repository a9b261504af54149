package io.jcompose.runtime.image.store;

import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.document.ManifestDocument;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A manifest of an image, whose text is among the store's blobs.
 *
 * @param places where it was pulled from or pushed to, with all that it tells of
 * @param verified those of its blobs that have been read here, and are the layers they stand for,
 *     of the size and compressed in the way that the manifest says. Of others there is only its
 *     word, and anybody can write a manifest that calls a blob of theirs a layer of somebody else
 */
record KeptManifest(Digest digest, Set<Place> places, Set<Digest> verified) {
  KeptManifest {
    places = inOrder(places);
    verified = inOrder(verified);
  }

  private static <T> Set<T> inOrder(Collection<T> elements) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(elements));
  }

  /** A manifest with what it says; its text is UTF-8, or it would not have been understood. */
  record Read(KeptManifest kept, String text, ManifestDocument document) {
    byte[] bytes() {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  /** Reads it; empty if it is damaged or gone: whoever asks does without it then. */
  Optional<Read> read(StoreDirectory directory) {
    try {
      byte[] content = directory.readBlob(digest);
      ManifestDocument document = ManifestDocument.parse(content);
      return Optional.of(new Read(this, new String(content, StandardCharsets.UTF_8), document));
    } catch (IOException | RuntimeFailure e) {
      return Optional.empty();
    }
  }

  /** Returns what is known of all these manifests, each once. */
  static List<KeptManifest> merged(List<KeptManifest> earlier, List<KeptManifest> added) {
    List<KeptManifest> all = new ArrayList<>(earlier);
    for (KeptManifest manifest : added) {
      boolean known = all.stream().anyMatch(other -> other.digest.equals(manifest.digest));
      if (known) {
        all.replaceAll(
            other -> other.digest.equals(manifest.digest) ? other.with(manifest) : other);
      } else {
        all.add(manifest);
      }
    }
    return List.copyOf(all);
  }

  private KeptManifest with(KeptManifest same) {
    Set<Place> allPlaces = new LinkedHashSet<>(places);
    allPlaces.addAll(same.places);
    Set<Digest> allVerified = new LinkedHashSet<>(verified);
    allVerified.addAll(same.verified);
    return new KeptManifest(digest, allPlaces, allVerified);
  }
}
