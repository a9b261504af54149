package io.jcompose.runtime.image.store;

import io.jcompose.runtime.image.registry.RemoteRepository;

/**
 * A repository that has been seen to have something. Whether it may be spoken to without TLS is not
 * a matter of the past, so that it is not noted here.
 *
 * @param authority host, and port where one is written
 * @param path such as {@code library/redis}
 */
record Place(String authority, String path) {
  static Place of(RemoteRepository repository) {
    return new Place(repository.authority(), repository.path());
  }

  /** Returns the place that {@link #toString} wrote. */
  static Place parse(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? new Place(text, "")
        : new Place(text.substring(0, slash), text.substring(slash + 1));
  }

  /** Returns the repository as one speaks to another of the same registry. */
  RemoteRepository beside(RemoteRepository other) {
    return new RemoteRepository(authority, path, other.insecure());
  }

  @Override
  public String toString() {
    return authority + "/" + path;
  }
}
