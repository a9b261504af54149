package io.jcompose.model.value;

import java.util.ArrayList;
import java.util.List;

/**
 * Keys that are pressed one after another, as the bytes that a terminal sends for them.
 *
 * @param bytes none means that no keys are meant
 */
public record KeySequence(List<Byte> bytes) {
  /** No keys at all. */
  public static final KeySequence NONE = new KeySequence(List.of());

  private static final String CONTROL = "ctrl-";
  private static final String CONTROLLED = "@abcdefghijklmnopqrstuvwxyz[\\]^_";

  public KeySequence {
    bytes = List.copyOf(bytes);
  }

  /**
   * Returns the keys that {@code text} names, with commas between: each a character, or {@code
   * ctrl-} and one of {@code a} to {@code z}, {@code @}, {@code [}, {@code \}, {@code ]}, {@code ^}
   * and {@code _}. An empty text names none.
   *
   * @throws IllegalArgumentException if it names anything else
   */
  public static KeySequence parse(String text) {
    List<Byte> bytes = new ArrayList<>();
    if (!text.isEmpty()) {
      for (String key : text.split(",", -1)) {
        bytes.add(key(key, text));
      }
    }
    return new KeySequence(bytes);
  }

  private static byte key(String key, String text) {
    if (key.length() == 1 && key.charAt(0) < 128) {
      return (byte) key.charAt(0);
    }
    int code =
        key.startsWith(CONTROL) && key.length() == CONTROL.length() + 1
            ? CONTROLLED.indexOf(Character.toLowerCase(key.charAt(CONTROL.length())))
            : -1;
    if (code < 0) {
      throw new IllegalArgumentException(
          "'" + text + "' names no keys: '" + key + "' is neither a character nor 'ctrl-' and one");
    }
    return (byte) code;
  }
}
