package io.jcompose.model.value;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * An absolute path of the host or of a container, cleaned: no {@code .}, {@code ..}, {@code //} and
 * no slash at the end.
 *
 * <p>Pure text. {@link java.nio.file.Path} would do the same, but refuses every name that the JVM's
 * locale cannot write, and in a system service that is every name that is not ASCII.
 */
public record AbsolutePath(String value) {
  public AbsolutePath {
    if (!value.startsWith("/")) {
      throw new IllegalArgumentException("'" + value + "' is not an absolute path");
    }
    Deque<String> names = new ArrayDeque<>();
    for (String name : value.split("/", -1)) {
      if (name.equals("..")) {
        names.pollLast();
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.addLast(name);
      }
    }
    value = "/" + String.join("/", names);
  }

  /** Returns {@code path} if it is absolute, else what it is below this one. */
  public AbsolutePath resolve(String path) {
    return new AbsolutePath(path.startsWith("/") ? path : value + "/" + path);
  }

  /**
   * Returns what leads from {@code directory} here: {@code ..} where need be, {@code .} for the
   * directory itself.
   */
  public String relativeTo(AbsolutePath directory) {
    List<String> from = directory.names();
    List<String> to = names();
    int shared = 0;
    while (shared < from.size() && shared < to.size() && from.get(shared).equals(to.get(shared))) {
      shared++;
    }
    List<String> steps = new ArrayList<>(Collections.nCopies(from.size() - shared, ".."));
    steps.addAll(to.subList(shared, to.size()));
    return steps.isEmpty() ? "." : String.join("/", steps);
  }

  private List<String> names() {
    return Arrays.stream(value.split("/", -1)).filter(name -> !name.isEmpty()).toList();
  }

  /** Returns the directory above; empty for the root. */
  public Optional<AbsolutePath> parent() {
    return fileName().map(name -> new AbsolutePath(value + "/.."));
  }

  /** Returns the last name; empty for the root. */
  public Optional<String> fileName() {
    return Optional.of(value.substring(value.lastIndexOf('/') + 1)).filter(name -> !name.isEmpty());
  }

  @Override
  public String toString() {
    return value;
  }
}
