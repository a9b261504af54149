package io.jcompose.runtime.image.store;

import io.jcompose.model.plan.ImageConfig;
import io.jcompose.model.value.ImageReference;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.image.UnusableImageException;
import io.jcompose.scheduler.runtime.Images;
import io.jcompose.scheduler.runtime.Progress;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Door of the package: the images of this host, kept below {@code images} in the state directory.
 *
 * <p>Safe to be used by several threads and several processes at once.
 */
public final class ImageStore implements Images {
  private static final String ROOTFS = "rootfs:";
  private final Host host;

  /** Creates the store of {@code host}; nothing is read or written yet. */
  public ImageStore(Host host) {
    this.host = host;
  }

  @Override
  public Optional<Image> find(ImageReference reference) {
    return reference.rootfs().map(directory -> directoryImage(reference, directory));
  }

  @Override
  public List<Image> list() {
    return List.of();
  }

  @Override
  public List<Image> load(Path archive, Progress progress) {
    throw UnusableImageException.unsupported("cannot load '" + archive + "': not read yet");
  }

  /**
   * Returns the directories that make up an image's root file system, top-most first: the order of
   * overlayfs' {@code lowerdir}. Each directory occurs once. They must not be changed.
   *
   * @param imageId as in {@link Image#id}: {@code sha256:} and 64 digits, or {@code rootfs:/PATH}
   * @throws RuntimeFailure if there is no such image, or a directory is gone
   */
  public List<Path> layers(String imageId) {
    if (imageId.startsWith(ROOTFS)) {
      return List.of(existingDirectory(imageId.substring(ROOTFS.length())));
    }
    throw new RuntimeFailure(
        "there is no image '" + imageId + "'", "run 'jcompose images' to see what there is");
  }

  private Image directoryImage(ImageReference reference, String directory) {
    Path path = existingDirectory(directory);
    try {
      Instant created = Files.getLastModifiedTime(path).toInstant();
      return new Image(reference.value(), List.of(reference), 0, created, ImageConfig.EMPTY);
    } catch (IOException e) {
      throw new RuntimeFailure(
          "cannot use '" + reference + "': " + path + " cannot be read",
          "name a directory that can be read after 'rootfs:'",
          e);
    }
  }

  private Path existingDirectory(String directory) {
    Path path = host.root().resolve(Path.of("/").relativize(Path.of(directory)));
    if (!Files.isDirectory(path)) {
      throw new RuntimeFailure(
          "cannot use '" + ROOTFS + directory + "': " + path + " is not a directory",
          "name a directory that holds a root file system after 'rootfs:', such as 'rootfs:/'");
    }
    return path;
  }
}
