package io.jcompose.model.error;

/**
 * One thing wrong with a user's file.
 *
 * @param place where it stands
 * @param path the element it is about, such as {@code services.web.ports[0]}; may be empty for a
 *     problem with the file as a whole
 * @param message what is wrong: lower case, no full stop
 * @param hint what to do about it: an imperative sentence; may be empty where the message says it
 */
public record Problem(Place place, String path, String message, String hint) {
  /** Returns {@code file:line:column: path: message}, and the hint indented on a second line. */
  @Override
  public String toString() {
    String where = path.isEmpty() ? place.toString() : place + ": " + path;
    return where + ": " + message + (hint.isEmpty() ? "" : "\n    hint: " + hint);
  }
}
