package io.jcompose.runtime.linux.logs;

import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the files of one segment are. The first has the plain names, so that a log that was never
 * rotated is just {@code stdout}, {@code stderr} and {@code index}; the later ones end in their
 * numbers, so that {@code cat stdout*} has them in order.
 *
 * @param number from 0, one more for each rotation
 */
record SegmentFiles(Path directory, long number) {
  private static final Pattern NAME = Pattern.compile("(index|stdout|stderr)(\\.([0-9]{6,18}))?");

  /** Returns the number of the segment that a file belongs to; empty if to none. */
  static OptionalLong numberOf(String fileName) {
    Matcher matcher = NAME.matcher(fileName);
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    String number = matcher.group(3);
    return OptionalLong.of(number == null ? 0 : Long.parseLong(number));
  }

  static boolean isIndex(String fileName) {
    return fileName.startsWith("index") && numberOf(fileName).isPresent();
  }

  Path index() {
    return file("index");
  }

  Path bytes(Stream stream) {
    return file(stream.file());
  }

  private Path file(String name) {
    return directory.resolve(
        number == 0 ? name : name + String.format(Locale.ROOT, ".%06d", number));
  }
}
