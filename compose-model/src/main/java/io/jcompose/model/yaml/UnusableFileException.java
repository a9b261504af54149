package io.jcompose.model.yaml;

import io.jcompose.model.error.Place;

/**
 * The file is given up: it is no YAML, or its tree outgrew its bounds. Never leaves the package.
 */
final class UnusableFileException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient Place place;
  private final String what;
  private final String hint;

  UnusableFileException(Place place, String what, String hint) {
    super(what);
    this.what = what;
    this.place = place;
    this.hint = hint;
  }

  Place place() {
    return place;
  }

  String what() {
    return what;
  }

  String hint() {
    return hint;
  }
}
