package io.jcompose.cli.output;

/** Text of strangers, made fit to be shown: a program may call itself by what moves the cursor. */
public final class PlainText {
  private PlainText() {}

  /** Returns {@code text} with a question mark for each control character, as ps(1) has it. */
  public static String of(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .map(character -> Character.isISOControl(character) ? '?' : character)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }
}
