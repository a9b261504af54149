package io.jcompose.cli.command;

import io.jcompose.model.value.AbsolutePath;
import io.jcompose.model.value.ImageReference;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.Images;
import io.jcompose.scheduler.runtime.Images.Image;
import java.util.List;
import java.util.Optional;

/** Finds images by what users write: a name, an id or the start of one. */
final class ImageArguments {
  private static final int SHORT_ID = 12;
  private final ContainerRuntime runtime;

  ImageArguments(Tools tools) {
    this.runtime = tools.runtime().get();
  }

  /**
   * Returns the reference that {@code text} is; paths are seen from the working directory.
   *
   * @throws UsageFailure if it can be none
   */
  static ImageReference reference(Tools tools, String text) {
    try {
      return ImageReference.written(
          text, new AbsolutePath(tools.projects().workingDirectory().toString()));
    } catch (IllegalArgumentException e) {
      throw new UsageFailure(
          "'" + text + "' can be no image's name",
          "write a name such as 'postgres:16', an id, or an archive such as 'oci-archive:./FILE'");
    }
  }

  /** Does the same for several. */
  static List<ImageReference> references(Tools tools, List<String> texts) {
    return texts.stream().map(text -> reference(tools, text)).toList();
  }

  /**
   * Returns the image that is meant.
   *
   * @throws CommandFailure if there is none
   */
  Image existing(ImageReference reference) {
    return runtime.images().find(reference).orElseThrow(() -> unknown(reference));
  }

  /** Returns all that is known of the image that is meant. */
  Images.Details details(ImageReference reference) {
    return runtime.images().details(reference).orElseThrow(() -> unknown(reference));
  }

  static CommandFailure unknown(ImageReference reference) {
    return new CommandFailure(
        "there is no image '" + reference + "'", "'jcompose image ls' shows those there are");
  }

  /** Returns a container that is made of an image, if there is one. */
  Optional<ContainerStatus> user(String imageId) {
    return runtime.projects().list().stream()
        .flatMap(project -> runtime.containers().list(project.plan().project()).stream())
        .filter(container -> container.imageId().equals(imageId))
        .findFirst();
  }

  /** Returns whether a reference tells an image by its id and not by one of its names. */
  static boolean tellsId(ImageReference reference, Image image) {
    String text = reference.value();
    return !image.names().contains(reference)
        && (image.id().startsWith(text) || image.id().startsWith("sha256:" + text));
  }

  /** Returns the first digits of an image's id. */
  static String shortId(String id) {
    String digits = id.substring(id.indexOf(':') + 1);
    return digits.substring(0, Math.min(SHORT_ID, digits.length()));
  }
}
