package io.jcompose.runtime.image.registry.configuration;

import io.jcompose.runtime.host.Host;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the configuration of the host and of the calling user is.
 *
 * @param root what paths of the host are resolved against
 * @param user the number of the calling user
 */
record UserFolders(Path root, Map<String, String> environment, int user) {
  /** Returns the folders of the user this process belongs to; root if the kernel does not tell. */
  static UserFolders of(Host host) {
    return new UserFolders(host.root(), host.environment(), host.user().orElse(0));
  }

  boolean isRoot() {
    return user == 0;
  }

  /** Returns the value of a variable; empty if it is not set, or to nothing. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  /** Returns the path that a variable holds, as it is. */
  Optional<Path> path(String variable) {
    return variable(variable).map(Path::of);
  }

  /**
   * Returns a path of the host.
   *
   * @param path without the slash at its begin
   */
  Path host(String path) {
    return root.resolve(path);
  }

  /** Returns the user's home; {@code /root} or {@code /} if the environment does not tell. */
  Path home() {
    return path("HOME").orElseGet(() -> host(isRoot() ? "root" : ""));
  }

  /** Returns {@code $XDG_CONFIG_HOME}, by default {@code ~/.config}. */
  Path configuration() {
    return path("XDG_CONFIG_HOME").orElseGet(() -> home().resolve(".config"));
  }

  /** Returns {@code $XDG_CACHE_HOME}, by default {@code ~/.cache}; root's is the host's. */
  Path cache() {
    return isRoot()
        ? host("var/cache")
        : path("XDG_CACHE_HOME").orElseGet(() -> home().resolve(".cache"));
  }

  /** Returns {@code $XDG_RUNTIME_DIR/containers}, or else {@code /run/containers/USER}. */
  Path runtime() {
    return path("XDG_RUNTIME_DIR")
        .map(folder -> folder.resolve("containers"))
        .orElseGet(() -> host("run/containers/" + user));
  }

  /** Says no value of a variable: these are often secrets, and this may end in a log. */
  @Override
  public String toString() {
    return "UserFolders[root=" + root + ", user=" + user + "]";
  }
}
