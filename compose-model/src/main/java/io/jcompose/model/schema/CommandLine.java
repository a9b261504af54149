package io.jcompose.model.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code command} and {@code entrypoint} as one text, split at blanks outside of quotes as docker
 * compose does. No shell is run, and the text ends where a shell's operator stands.
 *
 * @param words the words before that
 * @param leftOut the rest, from the operator on; empty if there is none
 */
record CommandLine(List<String> words, String leftOut) {
  private static final String OPERATORS = ";&|<>";

  CommandLine {
    words = List.copyOf(words);
  }

  /** Returns the words, and warns where {@code value} writes more than that. */
  List<String> warned(Value value) {
    if (!leftOut.isEmpty()) {
      value.warning(
          "is cut off before '" + leftOut.charAt(0) + "', as no shell is run",
          "write [sh, -c, '…'] to run it in a shell");
    }
    return words;
  }

  /**
   * Splits {@code text}.
   *
   * @throws IllegalArgumentException if a quote is not closed or nothing follows a backslash
   */
  static CommandLine parse(String text) {
    List<String> words = new ArrayList<>();
    var word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    int substitutions = 0;
    int i = 0;
    for (; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && quote != '\'') {
        i++;
        if (i == text.length()) {
          throw new IllegalArgumentException("ends in a backslash");
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
      } else if (OPERATORS.indexOf(c) >= 0) {
        inWord = inWord && !isDescriptor(word, c);
        break;
      } else if (c == '(' && word.toString().endsWith("$")) {
        substitutions++;
        word.append(c);
      } else if (c == ')' && substitutions > 0) {
        substitutions--;
        word.append(c);
      } else if (c == '(' || c == ')') {
        throw new IllegalArgumentException("has a parenthesis, which only a shell understands");
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
    return new CommandLine(words, text.substring(i));
  }

  /** The 2 of {@code 2>&1} belongs to what a shell would do, not to the words. */
  private static boolean isDescriptor(CharSequence word, char operator) {
    return operator == '>' && !word.isEmpty() && word.charAt(0) >= '0' && word.charAt(0) <= '9';
  }
}
