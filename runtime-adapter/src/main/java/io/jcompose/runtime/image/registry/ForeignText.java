package io.jcompose.runtime.image.registry;

/** Text of a stranger, made fit to be shown on a terminal. */
final class ForeignText {
  private static final int LONGEST = 300;

  private ForeignText() {}

  /** Returns one line without control characters, cut where it is too long. */
  static String shown(String text) {
    StringBuilder clean = new StringBuilder();
    for (int point : text.codePoints().limit(4L * LONGEST).toArray()) {
      boolean hidden =
          Character.isISOControl(point)
              || Character.getType(point) == Character.FORMAT
              || Character.getType(point) == Character.SURROGATE
              || Character.isWhitespace(point);
      clean.appendCodePoint(hidden ? ' ' : point);
    }
    String line = clean.toString().strip().replaceAll(" {2,}", " ");
    if (line.codePointCount(0, line.length()) <= LONGEST) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
  }
}
