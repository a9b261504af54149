package io.jcompose.runtime.image.archive;

import io.jcompose.model.value.ImageReference;
import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.document.ConfigurationDocument;
import java.util.List;
import java.util.Optional;

/**
 * One image of an archive.
 *
 * @param id digest of its configuration
 * @param configuration what it says
 * @param configurationText the same as it is in the archive
 * @param manifest digest of the manifest; empty if the archive has none
 * @param names it is to be known by, as the archive writes them
 * @param layers the lowest first
 */
public record ArchivedImage(
    Digest id,
    ConfigurationDocument configuration,
    String configurationText,
    Optional<Digest> manifest,
    List<ImageReference> names,
    List<ArchivedLayer> layers) {
  public ArchivedImage {
    names = List.copyOf(names);
    layers = List.copyOf(layers);
  }
}
