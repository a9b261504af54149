package io.jcompose.model.export;

/** Writes the elements of a drawing; lengths are in pixels. */
final class SvgCanvas {
  /** How a text looks; letters have all the same width, so that boxes can be made to fit. */
  enum Style {
    TITLE("t", 15, 9.1),
    NAME("n", 12, 7.3),
    NOTE("s", 10, 6.1);

    private final String name;
    private final int size;
    private final double letter;

    Style(String name, int size, double letter) {
      this.name = name;
      this.size = size;
      this.letter = letter;
    }

    /** Returns how wide a text is, rounded up. */
    int width(String words) {
      return (int) Math.ceil(words.codePointCount(0, words.length()) * letter);
    }
  }

  private static final String FONT = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace";
  private static final int REPLACEMENT = 0xFFFD;

  private final StringBuilder elements = new StringBuilder();

  void text(int x, int y, Style style, String words) {
    add(
        "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>"
            .formatted(style.name, x, y, escaped(words)));
  }

  void box(String kind, int x, int y, int width, int height) {
    add(
        "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/>"
            .formatted(kind, x, y, width, height));
  }

  /** Draws a box in a colour of its own, such as {@code #3366cc}. */
  void bar(String colour, int x, int y, int width, int height) {
    add(
        """
        <rect class="network" x="%d" y="%d" width="%d" height="%d" rx="4" stroke="%s" fill="%s"/>"""
            .formatted(x, y, width, height, colour, colour));
  }

  void line(String kind, int x1, int y1, int x2, int y2) {
    add(
        "<line class=\"%s\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>"
            .formatted(kind, x1, y1, x2, y2));
  }

  /** Draws a cable that is plugged in at its end. */
  void cable(String colour, int x, int y1, int y2) {
    add(
        "<line class=\"cable\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\"/>"
            .formatted(x, y1, x, y2, colour));
    add("<circle cx=\"%d\" cy=\"%d\" r=\"4\" fill=\"%s\"/>".formatted(x, y2, colour));
  }

  /** Returns the whole drawing. */
  String drawing(String title, int width, int height) {
    return """
        <svg xmlns="http://www.w3.org/2000/svg" class="jcompose" role="img" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d">
        <title>%3$s</title>
        <style>
        .jcompose text { font-family: %4$s; fill: #1f2933; }
        .jcompose .t { font-size: %5$dpx; font-weight: bold; }
        .jcompose .n { font-size: %6$dpx; font-weight: bold; }
        .jcompose .s { font-size: %7$dpx; fill: #52606d; }
        .jcompose .host { fill: #e4e7eb; stroke: #9aa5b1; }
        .jcompose .pod { fill: #f8fafc; stroke: #7b8794; stroke-dasharray: 5 3; }
        .jcompose .container { fill: #ffffff; stroke: #52606d; }
        .jcompose .network { fill-opacity: 0.14; }
        .jcompose .cable { stroke-width: 2; }
        .jcompose .port { stroke: #52606d; stroke-width: 1.5; marker-end: url(#jcompose-arrow); }
        .jcompose .same { stroke: #9aa5b1; stroke-width: 6; }
        .jcompose .out { stroke: #9aa5b1; stroke-width: 2; }
        </style>
        <defs><marker id="jcompose-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">\
        <path d="M0 0 L8 4 L0 8 z" fill="#52606d"/></marker></defs>
        <rect width="%1$d" height="%2$d" fill="#ffffff"/>
        %8$s</svg>
        """
        .formatted(
            width,
            height,
            escaped(title),
            FONT,
            Style.TITLE.size,
            Style.NAME.size,
            Style.NOTE.size,
            elements);
  }

  private void add(String element) {
    elements.append(element).append('\n');
  }

  /** What XML cannot hold at all becomes a sign for that. */
  private static String escaped(String words) {
    StringBuilder escaped = new StringBuilder();
    words
        .codePoints()
        .forEach(
            codePoint -> {
              switch (codePoint) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isShown(codePoint) ? codePoint : REPLACEMENT);
              }
            });
    return escaped.toString();
  }

  private static boolean isShown(int codePoint) {
    int type = Character.getType(codePoint);
    return !Character.isISOControl(codePoint)
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.UNASSIGNED; // the last two of each plane are among these
  }
}
