package io.jcompose.model.export.quadlet;

import io.jcompose.model.value.ImageReference;

/** Full names of images: in a unit there is nobody whom podman could ask what a short one means. */
final class ImageNames {
  private ImageNames() {}

  /** Returns the name under which a registry has the image; what is no name stays as it is. */
  static String full(ImageReference image) {
    if (!image.isName() || hasRegistry(image)) {
      return image.value();
    }
    boolean official = image.value().indexOf('/') < 0;
    return "docker.io/" + (official ? "library/" : "") + image.value();
  }

  /** Returns the name that podman gives to an image it builds. */
  static String built(ImageReference image) {
    return hasRegistry(image) ? image.value() : "localhost/" + image.value();
  }

  private static boolean hasRegistry(ImageReference image) {
    int slash = image.value().indexOf('/');
    String first = slash < 0 ? "" : image.value().substring(0, slash);
    return first.contains(".") || first.contains(":") || first.equals("localhost");
  }
}
