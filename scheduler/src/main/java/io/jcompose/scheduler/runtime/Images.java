package io.jcompose.scheduler.runtime;

import io.jcompose.model.plan.ImageConfig;
import io.jcompose.model.value.ImageReference;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The images of an engine. */
public interface Images {
  /**
   * Returns the image that {@code reference} means here, if it is here. A {@code rootfs:} directory
   * that exists is an image that says nothing.
   */
  Optional<Image> find(ImageReference reference);

  /**
   * Returns all stored images, sorted by their first name; {@code rootfs:} directories are none.
   */
  List<Image> list();

  /**
   * Takes in an archive of {@code docker save} or an OCI image layout, compressed or not; or a
   * directory with either, or one that skopeo made of {@code dir:}. All of it or nothing: a failure
   * leaves the store as it was. Loading it again changes nothing.
   *
   * @return the images it held
   * @throws RuntimeFailure if the archive is none, is damaged, or tries to leave its layer
   */
  List<Image> load(Path archive, Progress progress);

  /**
   * Takes a name away from the image that has it; an image that has no other goes, and so does one
   * that is named by its id or digest. What is not here, and a {@code rootfs:} directory, is a
   * success. Whoever asks has made sure that no container is made of the image.
   */
  void remove(ImageReference reference);

  /**
   * One image.
   *
   * @param id {@code sha256:} and the digest of its configuration; {@code rootfs:/PATH} for a
   *     directory
   * @param manifest {@code sha256:} and the digest of its manifest, by which registries know it;
   *     empty if it came without one, as from an old {@code docker save}
   * @param names all names it is known by
   * @param sizeBytes of its layers, unpacked
   */
  record Image(
      String id,
      Optional<String> manifest,
      List<ImageReference> names,
      long sizeBytes,
      Instant created,
      ImageConfig config) {
    public Image {
      names = List.copyOf(names);
    }
  }
}
