package io.jcompose.runtime.image;

import io.jcompose.model.value.ImageReference;
import java.util.Optional;

/**
 * An image's name taken apart, with nothing filled in.
 *
 * @param registry host, and port where one is written; empty for a short name such as {@code redis}
 *     or {@code gogs/gogs}
 * @param path such as {@code gogs/gogs}
 * @param digest what follows an {@code @}
 */
public record WrittenName(
    Optional<String> registry, String path, Optional<String> tag, Optional<Digest> digest) {

  /** Returns the parts of {@code reference}, which is no {@code rootfs:} directory. */
  public static WrittenName of(ImageReference reference) {
    return parse(reference.value());
  }

  /**
   * Returns the parts of a text of the form {@code [REGISTRY/]PATH[:TAG][@DIGEST]}; that its
   * characters are legal is not looked at.
   *
   * @throws UnusableImageException if what follows the {@code @} is no digest
   */
  public static WrittenName parse(String text) {
    int at = text.indexOf('@');
    Optional<Digest> digest =
        at < 0 ? Optional.empty() : Optional.of(Digest.parse(text.substring(at + 1)));
    String nameAndTag = at < 0 ? text : text.substring(0, at);
    // before a slash, a colon belongs to the registry's port
    int colon = nameAndTag.indexOf(':', nameAndTag.lastIndexOf('/') + 1);
    String name = colon < 0 ? nameAndTag : nameAndTag.substring(0, colon);
    Optional<String> tag =
        colon < 0 ? Optional.empty() : Optional.of(nameAndTag.substring(colon + 1));
    int slash = name.indexOf('/');
    if (slash > 0 && isRegistry(name.substring(0, slash))) {
      return new WrittenName(
          Optional.of(name.substring(0, slash)), name.substring(slash + 1), tag, digest);
    }
    return new WrittenName(Optional.empty(), name, tag, digest);
  }

  /** Returns whether what stands before the first slash of a name is a registry. */
  public static boolean isRegistry(String first) {
    return first.contains(".") || first.contains(":") || first.equals("localhost");
  }
}
