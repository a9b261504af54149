package io.jcompose.model.interpolate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Finds the brace that closes the one after a dollar sign, in one pass over the text: texts of
 * strangers may hold very many.
 *
 * <p>All braces of a line pair up, so that JSON may be a default: <code>${V:-{"a":{}}}</code>.
 * Where that leaves the brace open, as in <code>${V:-a{b}</code>, only those of variables count.
 */
final class ClosingBraces {
  /** No brace closes another at the start of a text. */
  private static final int NONE = 0;

  private final int[] amongAll;
  private final int[] amongVariables;

  ClosingBraces(String text) {
    amongAll = amongAll(text);
    amongVariables = amongVariables(text);
  }

  /** Returns where the brace at {@code open} is closed, before {@code end}, on its line. */
  OptionalInt closing(int open, int end) {
    return IntStream.of(amongAll[open], amongVariables[open])
        .filter(close -> close != NONE && close < end)
        .findFirst();
  }

  private static int[] amongAll(String text) {
    int[] closing = new int[text.length()];
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '{') {
        open.push(i);
      } else {
        close(text, i, open, closing);
      }
    }
    return closing;
  }

  private static int[] amongVariables(String text) {
    int[] closing = new int[text.length()];
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < text.length(); i++) {
      if (text.startsWith("$$", i)) {
        i++;
      } else if (text.startsWith("${", i)) {
        i++;
        open.push(i);
      } else {
        close(text, i, open, closing);
      }
    }
    return closing;
  }

  private static void close(String text, int at, Deque<Integer> open, int[] closing) {
    if (text.charAt(at) == '\n') {
      open.clear();
    } else if (text.charAt(at) == '}' && !open.isEmpty()) {
      closing[open.pop()] = at;
    }
  }
}
