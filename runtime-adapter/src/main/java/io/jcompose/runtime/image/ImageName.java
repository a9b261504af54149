package io.jcompose.runtime.image;

import io.jcompose.model.value.ImageReference;
import java.util.List;
import java.util.Optional;

/**
 * An image's name with all that people leave out filled in, so that two ways to write one name are
 * equal: {@code bb}, {@code bb:latest}, {@code localhost/bb:latest} and {@code
 * docker.io/library/bb:latest} are one name. What an archive has is called as the archive is.
 *
 * @param repository registry and path, such as {@code docker.io/library/bb}; of an image in an
 *     archive the whole reference
 * @param tag empty for an image in an archive
 * @param digest what follows an {@code @}; it then says alone which image is meant
 */
public record ImageName(String repository, String tag, Optional<Digest> digest) {
  /** The registry of names that are written without one. */
  public static final String HUB = "docker.io";

  private static final String LATEST = "latest";

  /** Returns the name that {@code reference}, which is no {@code rootfs:} directory, writes. */
  public static ImageName of(ImageReference reference) {
    if (reference.archive().isPresent()) {
      return new ImageName(reference.value(), "", Optional.empty());
    }
    WrittenName written = WrittenName.of(reference);
    // a name made on this host is written without a registry, or with podman's 'localhost'
    String registry = written.registry().filter(name -> !name.equals("localhost")).orElse(HUB);
    return at(registry, written);
  }

  /** Returns the name as other tools understand it, to which {@code localhost} is a registry. */
  public static ImageName forOthers(ImageReference reference) {
    WrittenName written = WrittenName.of(reference);
    return at(written.registry().orElse(HUB), written);
  }

  /**
   * Returns the name that {@code written} is at a registry, whatever registry it names itself:
   * {@code docker.io/library/bb:latest} for {@code bb} at {@code docker.io}.
   */
  public static ImageName at(String registry, WrittenName written) {
    String host = registry.equals("index." + HUB) ? HUB : registry;
    boolean official = host.equals(HUB) && !written.path().contains("/");
    return new ImageName(
        host + (official ? "/library/" : "/") + written.path(),
        written.tag().orElse(LATEST),
        written.digest());
  }

  /** Returns all of it but the digest, such as {@code docker.io/library/bb:latest}. */
  public String full() {
    return tagged(repository);
  }

  /** Returns it as Docker shows it, such as {@code bb:latest} or {@code gogs/gogs:0.12}. */
  public String familiar() {
    String shown = repository;
    for (String usual : List.of(HUB + "/library/", HUB + "/")) {
      if (shown.startsWith(usual)) {
        shown = shown.substring(usual.length());
      }
    }
    return tagged(shown);
  }

  private String tagged(String name) {
    return tag.isEmpty() ? name : name + ":" + tag;
  }
}
