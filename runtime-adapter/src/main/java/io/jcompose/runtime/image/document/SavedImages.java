package io.jcompose.runtime.image.document;

import java.util.List;

/** The {@code manifest.json} of a {@code docker save} archive. */
public record SavedImages(List<SavedImage> images) {
  public SavedImages {
    images = List.copyOf(images);
  }

  /**
   * One image of the archive.
   *
   * @param configuration the name of its file in the archive
   * @param names as written
   * @param layers the names of their files in the archive, the lowest first
   */
  public record SavedImage(String configuration, List<String> names, List<String> layers) {
    public SavedImage {
      names = List.copyOf(names);
      layers = List.copyOf(layers);
    }
  }

  /** Reads the list. */
  public static SavedImages parse(byte[] content) {
    return new SavedImages(
        JsonDocument.parse(content, "manifest.json").elements().stream()
            .map(
                image ->
                    new SavedImage(
                        image.member("Config").requiredText(),
                        image.member("RepoTags").texts(),
                        image.member("Layers").texts()))
            .toList());
  }
}
