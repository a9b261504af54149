package io.jcompose.cli.command;

import java.util.Optional;

/**
 * One side of a copy, as the command line names it.
 *
 * @param service whose container it is in; empty for the host
 */
record CopyPlace(Optional<String> service, String path) {
  static final String STREAM = "-";

  /** Reads {@code SERVICE:PATH}, or a path of the host: what begins with a slash or a dot. */
  static CopyPlace parse(String text) {
    int colon = text.indexOf(':');
    boolean onHost = colon <= 0 || text.startsWith("/") || text.startsWith(".");
    if (onHost || text.substring(0, colon).contains("/")) {
      return new CopyPlace(Optional.empty(), text);
    }
    return new CopyPlace(Optional.of(text.substring(0, colon)), rooted(text.substring(colon + 1)));
  }

  /** Paths in a container count from its root. */
  private static String rooted(String path) {
    return path.startsWith("/") ? path : "/" + path;
  }

  boolean isStream() {
    return service.isEmpty() && path.equals(STREAM);
  }

  /** Returns whether what is in the directory is meant, and not the directory. */
  boolean meansContent() {
    return path.endsWith("/.") || path.equals(".");
  }

  /** Returns whether it is written as a directory's. */
  boolean endsWithSlash() {
    return path.endsWith("/") || meansContent();
  }
}
