package io.jcompose.cli.output;

import java.util.List;

/** Colours of a terminal, or none. */
public enum Colours {
  ON,
  OFF;

  private static final String ESCAPE = "\u001b[";
  private static final String RESET = ESCAPE + "0m";

  /** Easy to tell apart on dark and on light; red is left to errors. */
  private static final List<String> CYCLE =
      List.of("36", "33", "32", "35", "34", "96", "93", "92", "95", "94");

  /** Returns {@code text} in the colour that belongs to {@code number}; they repeat. */
  public String cycled(int number, String text) {
    return paint(CYCLE.get(number % CYCLE.size()), text);
  }

  /** Returns {@code text} in green. */
  public String good(String text) {
    return paint("32", text);
  }

  /** Returns {@code text} in red. */
  public String bad(String text) {
    return paint("31", text);
  }

  /** Returns {@code text} in yellow. */
  public String warning(String text) {
    return paint("33", text);
  }

  private String paint(String code, String text) {
    return this == ON ? ESCAPE + code + "m" + text + RESET : text;
  }
}
