package io.jcompose.model.schema;

import java.util.ArrayList;
import java.util.List;

/** {@code command} and {@code entrypoint}: a list, or a text that is split as a shell splits it. */
final class CommandLine {
  private CommandLine() {}

  /**
   * Splits {@code text} at blanks outside of quotes. No shell is run: {@code ;}, {@code |} and the
   * like are letters.
   *
   * @throws IllegalArgumentException if a quote is not closed
   */
  static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    var word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && quote != '\'' && i + 1 < text.length()) {
        i++;
        // between double quotes a backslash is itself unless it stands before one of these
        if (quote == '"' && "\"\\$`".indexOf(text.charAt(i)) < 0) {
          word.append('\\');
        }
        word.append(text.charAt(i));
        inWord = true;
      } else if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
        inWord = true;
      } else if (Character.isWhitespace(c)) {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
          inWord = false;
        }
      } else {
        word.append(c);
        inWord = true;
      }
    }
    if (quote != 0) {
      throw new IllegalArgumentException("has a quote " + quote + " that is not closed");
    }
    if (inWord) {
      words.add(word.toString());
    }
    return words;
  }
}
