package io.jcompose.runtime.image.registry.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A host in a temporary folder, with a user whose home is {@code /home/ann} there. */
final class UserHome {
  private final Path root;
  private final Map<String, String> environment = new TreeMap<>();
  private int user = 1000;

  UserHome(Path root) {
    this.root = root;
    environment.put("HOME", root.resolve("home/ann").toString());
  }

  UserHome variable(String name, Object value) {
    environment.put(name, value.toString());
    return this;
  }

  UserHome asRoot() {
    user = 0;
    environment.put("HOME", root.resolve("root").toString());
    return this;
  }

  /** Returns the path of a file of the host. */
  Path path(String name) {
    return root.resolve(name);
  }

  /** Writes a file of the host. */
  UserHome file(String name, String text) {
    Path file = path(name);
    try {
      Files.createDirectories(file.resolveSibling(""));
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  UserFolders folders() {
    return new UserFolders(root, environment, user);
  }
}
