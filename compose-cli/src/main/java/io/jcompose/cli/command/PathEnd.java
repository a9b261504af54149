package io.jcompose.cli.command;

/** The last part of a path and what is before it, as text: a container's path is none of ours. */
final class PathEnd {
  private PathEnd() {}

  /** Returns the last part; {@code .} where there is none. */
  static String name(String path) {
    String trimmed = trimmed(path);
    String name = trimmed.substring(trimmed.lastIndexOf('/') + 1);
    return name.isEmpty() || name.equals("..") ? "." : name;
  }

  /** Returns what is before the last part; {@code .} where that is nothing. */
  static String directory(String path) {
    String trimmed = trimmed(path);
    int slash = trimmed.lastIndexOf('/');
    if (slash < 0) {
      return ".";
    }
    return slash == 0 ? "/" : trimmed.substring(0, slash);
  }

  private static String trimmed(String path) {
    String trimmed = path;
    while (trimmed.endsWith("/") || trimmed.endsWith("/.")) {
      trimmed = trimmed.substring(0, trimmed.lastIndexOf('/'));
    }
    return trimmed;
  }
}
