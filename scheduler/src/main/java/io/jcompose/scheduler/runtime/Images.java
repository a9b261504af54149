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
   * Takes in an archive of {@code docker save} or an OCI image layout in a tar, compressed or not.
   * All of it or nothing: a failure leaves the store as it was. Loading it again changes nothing.
   *
   * @return the images it held
   * @throws RuntimeFailure if the archive is none, is damaged, or tries to leave its layer
   */
  List<Image> load(Path archive, Progress progress);

  /**
   * Fetches an image from a registry, and gives it the name {@code reference}: what is here of it
   * already is not fetched again. All of it or nothing. Where it is here as the registry has it,
   * only {@link Image#pulled} changes. Several threads may fetch at once; an interrupt breaks it
   * off.
   *
   * @param platform as {@code os[/arch[/variant]]}; empty means this host's
   * @param progress told of each layer
   * @throws RuntimeFailure if no registry has it, or none can be asked
   */
  Image pull(ImageReference reference, Optional<String> platform, Progress progress);

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
   * @param pulled when it was last fetched from a registry; empty if it never was
   */
  record Image(
      String id,
      Optional<String> manifest,
      List<ImageReference> names,
      long sizeBytes,
      Instant created,
      Optional<Instant> pulled,
      ImageConfig config) {
    public Image {
      names = List.copyOf(names);
    }
  }
}
