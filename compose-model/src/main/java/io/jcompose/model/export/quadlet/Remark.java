package io.jcompose.model.export.quadlet;

import java.util.List;

/**
 * Something of a Compose file that the files for Quadlet do not say, or not quite.
 *
 * @param path the keys that lead to it, such as {@code services}, {@code web}, {@code storage_opt}
 * @param message what becomes of it: lower case, no full stop
 */
public record Remark(List<String> path, String message) {
  public Remark {
    path = List.copyOf(path);
  }

  /** Returns {@code services.web.storage_opt: message}. */
  @Override
  public String toString() {
    return String.join(".", path) + ": " + message;
  }
}
