package io.jcompose.runtime.image.store;

import io.jcompose.model.value.ImageReference;
import io.jcompose.runtime.image.Digest;
import java.util.List;
import java.util.Optional;

/**
 * An image's name with all that people leave out filled in, so that two ways to write one name are
 * equal: {@code bb}, {@code bb:latest}, {@code localhost/bb:latest} and {@code
 * docker.io/library/bb:latest} are one name.
 *
 * @param repository registry and path, such as {@code docker.io/library/bb}
 * @param digest what follows an {@code @}; it then says alone which image is meant
 */
record ImageName(String repository, String tag, Optional<Digest> digest) {
  private static final String HUB = "docker.io";

  static ImageName of(ImageReference reference) {
    String text = reference.value();
    int at = text.indexOf('@');
    Optional<Digest> digest =
        at < 0 ? Optional.empty() : Optional.of(Digest.parse(text.substring(at + 1)));
    String nameAndTag = at < 0 ? text : text.substring(0, at);
    // before a slash, a colon belongs to the registry's port
    int colon = nameAndTag.indexOf(':', nameAndTag.lastIndexOf('/') + 1);
    String name = colon < 0 ? nameAndTag : nameAndTag.substring(0, colon);
    String tag = colon < 0 ? "latest" : nameAndTag.substring(colon + 1);
    return new ImageName(repository(name), tag, digest);
  }

  /** Returns all of it but the digest, such as {@code docker.io/library/bb:latest}. */
  String full() {
    return repository + ":" + tag;
  }

  /** Returns it as Docker shows it, such as {@code bb:latest} or {@code gogs/gogs:0.12}. */
  String familiar() {
    String shown = repository;
    for (String usual : List.of(HUB + "/library/", HUB + "/")) {
      if (shown.startsWith(usual)) {
        shown = shown.substring(usual.length());
      }
    }
    return shown + ":" + tag;
  }

  private static String repository(String name) {
    int slash = name.indexOf('/');
    String first = slash < 0 ? "" : name.substring(0, slash);
    boolean hasRegistry = first.contains(".") || first.contains(":") || first.equals("localhost");
    String registry = hasRegistry ? first : HUB;
    String path = hasRegistry ? name.substring(slash + 1) : name;
    // a name made on this host is written without a registry, or with podman's 'localhost'
    if (registry.equals("localhost") || registry.equals("index." + HUB)) {
      registry = HUB;
    }
    boolean official = registry.equals(HUB) && !path.contains("/");
    return registry + (official ? "/library/" : "/") + path;
  }
}
