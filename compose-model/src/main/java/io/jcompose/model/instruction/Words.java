package io.jcompose.model.instruction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Splits the text of an instruction at blanks, takes quotes and backslashes away, and puts in the
 * values of variables, {@code $NAME} or <code>${NAME}</code>, except between single quotes. A
 * variable that is not set is nothing.
 */
final class Words {
  private final String text;
  private final Map<String, String> variables;
  private final boolean atBlanks;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int at;

  private Words(String text, Map<String, String> variables, boolean atBlanks) {
    this.text = text;
    this.variables = variables;
    this.atBlanks = atBlanks;
  }

  /**
   * Returns the words of {@code text}.
   *
   * @throws IllegalArgumentException if a quote or a brace is not closed
   */
  static List<String> split(String text, Map<String, String> variables) {
    return new Words(text, variables, true).read();
  }

  /** Returns {@code text} as one word, blanks included. */
  static String whole(String text, Map<String, String> variables) {
    return String.join("", new Words(text, variables, false).read());
  }

  private List<String> read() {
    char quote = 0;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (quote != 0 && c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
        inWord = true;
      } else if (quote == 0 && atBlanks && Character.isWhitespace(c)) {
        endWord();
      } else if (c == '\\' && quote != '\'' && at < text.length()) {
        escaped(text.charAt(at++), quote);
      } else if (c == '$' && quote != '\'') {
        variable();
      } else {
        word.append(c);
        inWord = true;
      }
    }
    if (quote != 0) {
      throw new IllegalArgumentException("'" + text + "' has a quote " + quote + " too few");
    }
    endWord();
    return words;
  }

  /** Between double quotes a backslash is one, unless it protects what else had a meaning. */
  private void escaped(char c, char quote) {
    if (quote == '"' && c != '"' && c != '$' && c != '\\') {
      word.append('\\');
    }
    word.append(c);
    inWord = true;
  }

  private void variable() {
    boolean braced = at < text.length() && text.charAt(at) == '{';
    int begin = braced ? at + 1 : at;
    int end = begin;
    while (end < text.length() && isOfName(text.charAt(end))) {
      end++;
    }
    if (braced && (end == text.length() || text.charAt(end) != '}')) {
      throw new IllegalArgumentException(
          "'" + text + "' has a variable that is not written as $NAME or ${NAME}");
    }
    String name = text.substring(begin, end);
    word.append(name.isEmpty() ? "$" : variables.getOrDefault(name, ""));
    inWord = true;
    at = braced ? end + 1 : end;
  }

  private static boolean isOfName(char c) {
    return c == '_' || (c < 128 && Character.isLetterOrDigit(c));
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }
}
