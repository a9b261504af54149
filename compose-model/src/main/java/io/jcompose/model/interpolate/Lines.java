package io.jcompose.model.interpolate;

import io.jcompose.model.error.Place;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Knows the line and the column of each character of a file. */
final class Lines {
  /** Further to the right characters of two units count twice: lines may be megabytes long. */
  private static final int MAX_COUNTED = 200;

  private final String file;
  private final String text;
  private final int[] starts;

  Lines(String file, String text) {
    this.file = file;
    this.text = text;
    this.starts =
        IntStream.concat(
                IntStream.of(0),
                IntStream.range(0, text.length())
                    .filter(i -> text.charAt(i) == '\n')
                    .map(i -> i + 1))
            .toArray();
  }

  /** Returns the place of the character at {@code offset}, from 0. */
  Place place(int offset) {
    int found = Arrays.binarySearch(starts, offset);
    int line = found >= 0 ? found : -found - 2;
    int counted = Math.min(offset, starts[line] + MAX_COUNTED);
    int column = text.codePointCount(starts[line], counted) + (offset - counted) + 1;
    return new Place(file, line + 1, column);
  }
}
