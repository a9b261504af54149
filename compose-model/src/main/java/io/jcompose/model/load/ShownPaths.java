package io.jcompose.model.load;

/**
 * Files as a user who stands in a directory would write them.
 *
 * @param directory absolute
 */
record ShownPaths(String directory) {
  /** Returns {@code path}, which is absolute, without the directory if it is below it. */
  String of(String path) {
    String above = directory.endsWith("/") ? directory : directory + "/";
    return path.startsWith(above) ? path.substring(above.length()) : path;
  }
}
