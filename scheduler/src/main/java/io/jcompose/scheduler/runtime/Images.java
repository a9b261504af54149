package io.jcompose.scheduler.runtime;

import io.jcompose.model.plan.ImageConfig;
import io.jcompose.model.value.ImageReference;
import java.io.InputStream;
import java.io.OutputStream;
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
   * Does the same for an archive that comes as a stream, which is kept on the disk meanwhile.
   *
   * @param archive read to its end, not closed
   */
  List<Image> load(InputStream archive, Progress progress);

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
   * Asks registries what a name means there now, and brings nothing here. Several threads may ask
   * at once; an interrupt breaks it off.
   *
   * @return the name with its registry, its tag and the digest that the registry knows it by, of
   *     the list of manifests where there is one; a reference that has a digest is returned as it
   *     is, and nobody is asked
   * @throws RuntimeFailure if no registry has it, or none can be asked
   */
  ImageReference lookUp(ImageReference reference);

  /**
   * Sends the image of that name to the registry that the name says: of it only what is not there.
   * An image that came from a registry keeps the digest of its manifest where that can be.
   *
   * @param progress told of each layer
   * @return {@code sha256:} and the digest of the manifest that it has there
   * @throws RuntimeFailure if there is no such image here, or the registry does not take it
   */
  String push(ImageReference reference, Progress progress);

  /**
   * Takes a name away from the image that has it; an image that has no other goes, and so does one
   * that is named by its id or digest. What is not here, and a {@code rootfs:} directory, is a
   * success. Whoever asks has made sure that no container is made of the image.
   */
  void remove(ImageReference reference);

  /**
   * Gives an image one more name, taken from the image that had it. A name it has already is a
   * success.
   *
   * @return the image with its new name
   * @throws RuntimeFailure if there is no such image, or the name can be none: one with a digest, a
   *     {@code rootfs:} directory
   */
  Image tag(ImageReference image, ImageReference name);

  /** Returns all that is known of an image; empty if it is not here or is a directory. */
  Optional<Details> details(ImageReference reference);

  /**
   * Writes images as one archive, which {@link #load} and other engines read. The same images give
   * the same bytes. An image told by a name has that name in the archive, one told by its id none.
   *
   * @param out is flushed, not closed
   * @throws RuntimeFailure if an image is not here or is damaged, or {@code out} does not take it;
   *     what was written then is no archive
   */
  void save(List<ImageReference> images, ArchiveFormat format, OutputStream out, Progress progress);

  /** Compares all that is stored with its digests, and returns what is damaged. */
  List<Damage> check(Progress progress);

  /**
   * Takes a damaged layer away, so that the next {@link #load} brings it anew; until then its
   * images cannot be used. Whoever asks has made sure that no container is made of any of them.
   *
   * @param digest as in {@link Damage#layer}
   */
  void dropLayer(String digest);

  /** How images are written as an archive. */
  enum ArchiveFormat {
    /** As {@code docker save} does it. */
    DOCKER_ARCHIVE,
    /** An OCI image layout in a tar. */
    OCI_ARCHIVE
  }

  /**
   * All that is known of an image.
   *
   * @param configuration the JSON document whose digest is the image's id
   * @param layers the lowest first, one that occurs twice twice
   */
  record Details(Image image, String configuration, List<Layer> layers) {
    public Details {
      layers = List.copyOf(layers);
    }
  }

  /**
   * A layer of an image.
   *
   * @param digest of its archive
   * @param sizeBytes of its files
   */
  record Layer(String digest, long sizeBytes) {}

  /**
   * Something that is not what its digest says.
   *
   * @param what it is, and what is wrong with it
   * @param remedy what to do, as a command to the user
   * @param imageIds of the images that cannot be trusted for it
   * @param layer that can be taken away by {@link #dropLayer}; empty if that would not help
   */
  record Damage(String what, String remedy, List<String> imageIds, Optional<String> layer) {
    public Damage {
      imageIds = List.copyOf(imageIds);
    }
  }

  /**
   * One image.
   *
   * @param id {@code sha256:} and the digest of its configuration; {@code rootfs:/PATH} for a
   *     directory
   * @param manifest {@code sha256:} and the digest of its manifest, by which registries know it;
   *     empty if it came without one, as from an old {@code docker save}, and was never pushed
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

    /** Returns the same image, known by other names. */
    public Image withNames(List<ImageReference> changed) {
      return new Image(id, manifest, changed, sizeBytes, created, pulled, config);
    }
  }
}
