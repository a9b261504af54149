package io.jcompose.runtime.image.registry.configuration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a file of credentials is.
 *
 * @param legacy whether it is of docker's first kind, in which entries stand at the top
 * @param ownersAlone whether it is an error if others may read it
 * @param base the directory that must be there, or the file is not made; empty to make all
 */
record AuthenticationPath(Path file, boolean legacy, boolean ownersAlone, Optional<Path> base) {
  private static final String NAME = "containers/auth.json";

  /** Returns the files that are read, in order: the first that knows a registry prevails. */
  static List<AuthenticationPath> all(UserFolders folders) {
    Optional<Path> given = folders.path("REGISTRY_AUTH_FILE");
    if (given.isPresent()) {
      return List.of(usual(given.get()));
    }
    List<AuthenticationPath> files = new ArrayList<>(written(folders));
    files.add(
        usual(
            folders
                .path("DOCKER_CONFIG")
                .orElseGet(() -> folders.home().resolve(".docker"))
                .resolve("config.json")));
    files.add(
        new AuthenticationPath(
            folders.home().resolve(".dockercfg"), true, false, Optional.empty()));
    if (folders.isRoot()) {
      // a unit of systemd has no home of its own that somebody logged in from
      boolean unit = folders.variable("INVOCATION_ID").isPresent();
      files.add(
          unit ? 0 : files.size(),
          new AuthenticationPath(folders.host("etc/" + NAME), false, true, Optional.empty()));
    }
    return files;
  }

  /** Returns the files that a login writes to: the first that can be. */
  static List<AuthenticationPath> written(UserFolders folders) {
    return folders
        .path("REGISTRY_AUTH_FILE")
        .map(file -> List.of(usual(file)))
        .orElseGet(
            () ->
                List.of(
                    new AuthenticationPath(
                        folders.runtime().resolve("auth.json"),
                        false,
                        false,
                        folders.path("XDG_RUNTIME_DIR")),
                    usual(folders.configuration().resolve(NAME))));
  }

  private static AuthenticationPath usual(Path file) {
    return new AuthenticationPath(file, false, false, Optional.empty());
  }
}
