package io.jcompose.model.export.systemd;

import java.util.Collection;
import java.util.stream.Collectors;

/** A unit while it is written, line by line. */
final class UnitText {
  private final StringBuilder text = new StringBuilder();

  /** Returns what a comment begins with. */
  static String comment() {
    return "# ";
  }

  /** Explains something to whoever reads the file. */
  UnitText comment(String words) {
    text.append(comment()).append(words.replaceAll("\\p{Cntrl}", " ")).append('\n');
    return this;
  }

  /** Begins a section. */
  UnitText section(String name) {
    text.append(text.isEmpty() ? "" : "\n").append('[').append(name).append("]\n");
    return this;
  }

  /** Adds a setting; {@code value} stands as it is. */
  UnitText set(String key, String value) {
    text.append(key).append('=').append(value).append('\n');
    return this;
  }

  /** Adds a setting that lists words, unless there are none. */
  UnitText list(String key, Collection<String> words) {
    if (!words.isEmpty()) {
      set(key, words.stream().distinct().collect(Collectors.joining(" ")));
    }
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
