package io.jcompose.runtime.image.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a request needs to be allowed.
 *
 * @param repository whose credentials are used
 * @param push whether to write too
 * @param from the path of a further repository that is read; empty for none
 */
record Access(RemoteRepository repository, boolean push, Optional<String> from) {
  static Access pull(RemoteRepository repository) {
    return new Access(repository, false, Optional.empty());
  }

  static Access push(RemoteRepository repository) {
    return new Access(repository, true, Optional.empty());
  }

  /** Returns it in the words of token servers; empty for the registry as such. */
  List<String> scopes() {
    List<String> scopes = new ArrayList<>();
    if (!repository.path().isEmpty()) {
      scopes.add("repository:" + repository.path() + (push ? ":pull,push" : ":pull"));
    }
    from.ifPresent(path -> scopes.add("repository:" + path + ":pull"));
    return List.copyOf(scopes);
  }
}
