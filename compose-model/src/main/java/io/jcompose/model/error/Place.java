package io.jcompose.model.error;

/**
 * A place in a file, as editors count it.
 *
 * @param file the file's name as the user gave it
 * @param line the line, from 1; 0 when the place is the file as a whole
 * @param column the column, from 1; 0 when the place is the file as a whole
 */
public record Place(String file, int line, int column) {
  /** Returns the place that means the whole of {@code file}. */
  public static Place wholeFile(String file) {
    return new Place(file, 0, 0);
  }

  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line + ":" + column;
  }
}
