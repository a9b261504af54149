package io.jcompose.model.export.unit;

import java.util.Collection;
import java.util.stream.Collectors;

/** A unit while it is written, line by line. */
public final class UnitText {
  private final StringBuilder text = new StringBuilder();

  /** Returns what a comment begins with. */
  public static String comment() {
    return "# ";
  }

  /** Explains something to whoever reads the file. */
  public UnitText comment(String words) {
    text.append(comment()).append(words.replaceAll("\\p{Cntrl}", " ")).append('\n');
    return this;
  }

  /** Begins a section. */
  public UnitText section(String name) {
    text.append(text.isEmpty() ? "" : "\n").append('[').append(name).append("]\n");
    return this;
  }

  /** Adds a setting; {@code value} stands as it is. */
  public UnitText set(String key, String value) {
    text.append(key).append('=').append(value).append('\n');
    return this;
  }

  /** Adds a setting that lists words, unless there are none. */
  public UnitText list(String key, Collection<String> words) {
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
