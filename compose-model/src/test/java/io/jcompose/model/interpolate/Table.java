package io.jcompose.model.interpolate;

/** Signs by which the tables of tests show what cannot be seen. */
final class Table {
  private Table() {}

  /** Returns {@code cell} with its signs replaced: ⏎ line feed, ␍ carriage return, ␉ tab, …. */
  static String text(String cell) {
    return cell.replace('⏎', '\n')
        .replace('␍', '\r')
        .replace('␉', '\t')
        .replace('␋', '\u000B')
        .replace('␌', '\f')
        .replace('␇', '\u0007')
        .replace('␈', '\b')
        .replace('␣', ' ')
        .replace('⍽', '\u00A0')
        .replace('␀', '\0')
        .replace('⟦', '\uFEFF')
        .replace("∅", "");
  }
}
