package io.jcompose.model.load;

import io.jcompose.model.error.NearestName;
import io.jcompose.model.error.Place;
import io.jcompose.model.error.Problems;
import io.jcompose.model.value.AbsolutePath;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Comparator;
import java.util.List;
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

  /** Returns the names of what is in a directory, by name, as far as the reader knows them. */
  List<String> names(String directory) {
    return reader.names(directory).orElse(List.of()).stream().sorted().toList();
  }

  /** Returns the file's bytes, at most one more than {@code limit}; empty after a problem. */
  Optional<byte[]> read(String path, int limit, Origin origin) {
    try {
      return Optional.of(reader.read(path, limit + 1));
    } catch (NoSuchFileException e) {
      problems.add(origin.place(), origin.path(), "there is no file " + path, hintIfMissing(path));
    } catch (IOException e) {
      Optional<List<String>> names = reader.names(path);
      if (names.isPresent()) {
        problems.add(
            origin.place(),
            origin.path(),
            path + " is a directory, not a file",
            hintIfDirectory(names.get()));
      } else {
        problems.add(
            origin.place(),
            origin.path(),
            "cannot read " + path + ": " + e.getMessage(),
            "see to it that the file can be read");
      }
    }
    return Optional.empty();
  }

  private String hintIfMissing(String path) {
    var missing = new AbsolutePath(path);
    return NearestName.hint(
        missing.fileName().orElse(""),
        missing.parent().map(directory -> names(directory.value())).orElse(List.of()),
        "check the name, or create the file");
  }

  private static String hintIfDirectory(List<String> names) {
    return names.stream()
        .filter(name -> name.endsWith(".yaml") || name.endsWith(".yml"))
        .min(Comparator.naturalOrder())
        .map(name -> "name a file in it, such as '" + name + "'")
        .orElse("name a file in it");
  }
}
