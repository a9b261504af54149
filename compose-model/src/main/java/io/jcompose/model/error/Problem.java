package io.jcompose.model.error;

import java.util.regex.Pattern;

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
  private static final int MAX_LENGTH = 1000;

  /** What would break a line or steer a terminal; files of strangers are quoted in messages. */
  private static final Pattern STEERING =
      Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]");

  /** Puts all texts on one line each, short enough to be read. */
  public Problem {
    path = shown(path);
    message = shown(message);
    hint = shown(hint);
  }

  private static String shown(String text) {
    String start = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text;
    return isPlain(start) ? start : STEERING.matcher(start).replaceAll(" ");
  }

  /** Returns whether {@code text} is of printable ASCII alone: the quick answer for nearly all. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  /** Returns {@code file:line:column: path: message}, and the hint indented on a second line. */
  @Override
  public String toString() {
    String where = path.isEmpty() ? place.toString() : place + ": " + path;
    return where + ": " + message + (hint.isEmpty() ? "" : "\n    hint: " + hint);
  }
}
