package io.jcompose.runtime.image.registry;

/**
 * A repository of a registry, as it is asked for images.
 *
 * @param authority host, and port where one is written, such as {@code registry.example:5000}
 * @param path such as {@code library/redis}
 * @param insecure whether plain HTTP, and TLS whose certificate nobody vouches for, are allowed
 */
public record RemoteRepository(String authority, String path, boolean insecure) {
  @Override
  public String toString() {
    return authority + "/" + path;
  }
}
