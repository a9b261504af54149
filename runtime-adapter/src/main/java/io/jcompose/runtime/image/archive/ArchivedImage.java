package io.jcompose.runtime.image.archive;

import io.jcompose.model.value.ImageReference;
import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.ImageLimits;
import io.jcompose.runtime.image.UnusableImageException;
import io.jcompose.runtime.image.document.ConfigurationDocument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One image of an archive, or of a registry.
 *
 * @param id digest of its configuration
 * @param configuration what it says
 * @param configurationText the same as it is in the archive
 * @param manifestText the manifest as it is in the archive; empty if it has none
 * @param names it is to be known by, as the archive writes them
 * @param layers the lowest first
 */
public record ArchivedImage(
    Digest id,
    ConfigurationDocument configuration,
    String configurationText,
    Optional<String> manifestText,
    List<ImageReference> names,
    List<ArchivedLayer> layers) {
  public ArchivedImage {
    names = List.copyOf(names);
    layers = List.copyOf(layers);
  }

  /** Returns the image with one name alone. */
  public ArchivedImage called(ImageReference name) {
    return new ArchivedImage(
        id, configuration, configurationText, manifestText, List.of(name), layers);
  }

  /**
   * Where a layer is.
   *
   * @param file as in {@link ArchivedLayer#file}
   * @param blob digest of that file, where it is known
   */
  public record Part(String file, Optional<Digest> blob) {}

  /**
   * Returns the image with that configuration.
   *
   * @param manifest its text, which was read as UTF-8; empty for none
   * @param parts its layers, the lowest first
   * @throws UnusableImageException if the configuration is malformed, or tells of other layers
   */
  public static ArchivedImage of(
      byte[] configurationText,
      Optional<byte[]> manifest,
      List<ImageReference> names,
      List<Part> parts,
      ImageLimits limits) {
    Digest id = Digest.of(configurationText);
    ConfigurationDocument configuration = ConfigurationDocument.parse(configurationText);
    List<Digest> digests = configuration.layers();
    if (digests.size() != parts.size()) {
      throw UnusableImageException.damaged(
          "image "
              + id
              + " has "
              + parts.size()
              + " layers, but its configuration tells of "
              + digests.size());
    }
    if (digests.isEmpty() || digests.size() > limits.layers()) {
      throw UnusableImageException.unsupported(
          "image " + id + " has " + digests.size() + " layers, not 1 to " + limits.layers());
    }
    List<ArchivedLayer> layers = new ArrayList<>();
    for (int i = 0; i < digests.size(); i++) {
      layers.add(new ArchivedLayer(digests.get(i), parts.get(i).file(), parts.get(i).blob()));
    }
    return new ArchivedImage(
        id,
        configuration,
        new String(configurationText, StandardCharsets.UTF_8),
        manifest.map(text -> new String(text, StandardCharsets.UTF_8)),
        names,
        layers);
  }
}
