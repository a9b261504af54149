package io.jcompose.runtime.image.store;

import io.jcompose.model.value.ImageReference;
import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.ImageName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which images there are and what they are called; the content of {@code names.json}. An image is
 * in the store if it is in here, whatever else lies on disk.
 */
record Catalogue(int version, List<StoredImage> images) {
  static final int VERSION = 1;
  static final Catalogue EMPTY = new Catalogue(VERSION, List.of());
  private static final Pattern ID = Pattern.compile("(?:sha256:)?([0-9a-f]{12,64})");

  Catalogue {
    images = List.copyOf(images);
  }

  /**
   * One image.
   *
   * @param id digest of its configuration
   * @param manifest digest of its manifest, where it had one
   * @param kept its manifests whose text is here: the one it came with, and those it has where it
   *     was pushed to. An older jcompose kept none
   * @param names as they were given
   * @param layers that can be seen, the top-most first, each once
   * @param sizeBytes of these layers, unpacked
   * @param pulled when it was last fetched from a registry
   */
  record StoredImage(
      Digest id,
      Optional<Digest> manifest,
      List<KeptManifest> kept,
      List<ImageReference> names,
      List<Digest> layers,
      long sizeBytes,
      Optional<Instant> pulled) {
    StoredImage {
      kept = List.copyOf(kept);
      names = List.copyOf(names);
      layers = List.copyOf(layers);
    }

    /** Returns the image as it is added to a catalogue to be called so, too. */
    StoredImage called(ImageReference name) {
      return withNames(List.of(name));
    }

    private StoredImage withNames(List<ImageReference> changed) {
      return new StoredImage(id, manifest, kept, changed, layers, sizeBytes, pulled);
    }

    /** Returns the image that came again, with what was known of it. */
    private StoredImage after(StoredImage earlier) {
      return new StoredImage(
          id,
          manifest.or(earlier::manifest),
          KeptManifest.merged(earlier.kept, kept),
          names,
          layers,
          sizeBytes,
          pulled.or(earlier::pulled));
    }

    private StoredImage with(KeptManifest known) {
      return new StoredImage(
          id,
          manifest.or(() -> Optional.of(known.digest())),
          KeptManifest.merged(kept, List.of(known)),
          names,
          layers,
          sizeBytes,
          pulled);
    }

    private boolean hasManifest(Digest digest) {
      return manifest.equals(Optional.of(digest))
          || kept.stream().anyMatch(each -> each.digest().equals(digest));
    }

    /** Returns the blobs that belong to it: its configuration, and manifests. */
    Set<Digest> blobs() {
      Set<Digest> blobs = new LinkedHashSet<>(Set.of(id));
      kept.forEach(manifest -> blobs.add(manifest.digest()));
      return blobs;
    }
  }

  /** Returns the image of that id. */
  Optional<StoredImage> byId(Digest id) {
    return images.stream().filter(image -> image.id().equals(id)).findFirst();
  }

  /**
   * Returns the images that a reference can mean: the one of that name or digest, else those whose
   * id starts so, 12 digits at least. A digest may be the image's id, that of one of its manifests,
   * or that of the list it was pulled by, which is kept as a name.
   */
  List<StoredImage> meantBy(ImageReference reference) {
    ImageName name = ImageName.of(reference);
    Optional<Digest> digest = name.digest();
    List<StoredImage> named =
        images.stream()
            .filter(
                image ->
                    image.names().stream().map(ImageName::of).anyMatch(name::equals)
                        || digest.filter(image.id()::equals).isPresent()
                        || digest.filter(image::hasManifest).isPresent())
            .toList();
    return named.isEmpty() ? withIdStarting(reference.value()) : named;
  }

  private List<StoredImage> withIdStarting(String text) {
    var id = ID.matcher(text);
    return id.matches()
        ? images.stream().filter(image -> image.id().hex().startsWith(id.group(1))).toList()
        : List.of();
  }

  /** Returns this catalogue without an image. */
  Catalogue without(StoredImage removed) {
    return new Catalogue(
        VERSION, images.stream().filter(image -> !image.id().equals(removed.id())).toList());
  }

  /** Returns this catalogue with one name less; an image that has no other is not in it. */
  Catalogue without(ImageReference reference) {
    ImageName name = ImageName.of(reference);
    List<StoredImage> changed = new ArrayList<>();
    for (StoredImage image : images) {
      List<ImageReference> kept =
          image.names().stream().filter(other -> !ImageName.of(other).equals(name)).toList();
      if (kept.size() == image.names().size() || !kept.isEmpty()) {
        changed.add(image.withNames(kept));
      }
    }
    return new Catalogue(VERSION, changed);
  }

  /** Returns this catalogue with a manifest of the image of that id, if it has it. */
  Catalogue with(Digest id, KeptManifest manifest) {
    return new Catalogue(
        VERSION,
        images.stream()
            .map(image -> image.id().equals(id) ? image.with(manifest) : image)
            .toList());
  }

  /** Returns this catalogue with an image added; names it brings are taken from others. */
  Catalogue with(StoredImage added) {
    Set<ImageName> taken = new LinkedHashSet<>(added.names().stream().map(ImageName::of).toList());
    List<StoredImage> changed = new ArrayList<>();
    List<ImageReference> names = new ArrayList<>();
    StoredImage merged = added;
    for (StoredImage image : images) {
      List<ImageReference> kept =
          image.names().stream().filter(name -> !taken.contains(ImageName.of(name))).toList();
      if (image.id().equals(added.id())) {
        names.addAll(kept);
        merged = added.after(image);
      } else {
        changed.add(image.withNames(kept));
      }
    }
    List<ImageReference> all =
        Stream.concat(names.stream(), added.names().stream()).distinct().sorted().toList();
    changed.add(merged.withNames(all));
    changed.sort((one, other) -> one.id().hex().compareTo(other.id().hex()));
    return new Catalogue(VERSION, changed);
  }
}
