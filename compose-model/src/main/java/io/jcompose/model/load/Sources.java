package io.jcompose.model.load;

import io.jcompose.model.error.Place;
import io.jcompose.model.error.Problems;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** Reads files for the loader; what cannot be read is a problem. */
final class Sources {
  private final SourceReader reader;
  private final Problems problems;

  Sources(SourceReader reader, Problems problems) {
    this.reader = reader;
    this.problems = problems;
  }

  /** Where a file is asked for: the place to complain about, and the element there. */
  record Origin(Place place, String path) {
    /** Returns the origin of a file that the command line or the environment names. */
    static Origin commandLine(String file) {
      return new Origin(Place.wholeFile(file), "");
    }
  }

  SourceReader reader() {
    return reader;
  }

  boolean exists(String path) {
    return reader.exists(path);
  }

  /** Returns the file's bytes, at most one more than {@code limit}; empty after a problem. */
  Optional<byte[]> read(String path, int limit, Origin origin) {
    try {
      return Optional.of(reader.read(path, limit + 1));
    } catch (NoSuchFileException e) {
      problems.add(
          origin.place(),
          origin.path(),
          "there is no file " + path,
          "check the name, or create the file");
    } catch (IOException e) {
      problems.add(
          origin.place(),
          origin.path(),
          "cannot read " + path + ": " + e.getMessage(),
          "check the file's permissions");
    }
    return Optional.empty();
  }
}
