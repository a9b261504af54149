package io.jcompose.cli.watch;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which changes a rule is about.
 *
 * @param included what alone is meant; empty means all
 * @param ignored what is not, whatever is included
 */
record PathFilter(Optional<Patterns> included, List<Patterns> ignored) {
  /** What editors leave beside the files that they write, and what git(1) keeps. */
  private static final List<String> PASSING =
      List.of(
          "**/.git",
          "**/.idea",
          "**/*___jb_old___",
          "**/*___jb_tmp___",
          "**/.#*",
          "**/4913",
          "**/*~",
          "**/.*.swp",
          "**/.*.swx",
          "**/.*.swo",
          "**/.*.swn");

  PathFilter {
    ignored = List.copyOf(ignored);
  }

  /** Patterns of paths below a directory. */
  record Patterns(Path directory, PathPatterns patterns) {
    /** Reads patterns. */
    static Patterns of(Path directory, List<String> patterns) {
      return new Patterns(directory, PathPatterns.of(patterns));
    }

    /** Returns patterns of what is ignored everywhere: temporary files of editors, {@code .git}. */
    static Patterns passing(Path directory) {
      return of(directory, PASSING);
    }

    private boolean match(Path path) {
      return isBelow(path) && patterns.matches(directory.relativize(path));
    }

    private boolean matchAllBelow(Path path) {
      return isBelow(path) && patterns.matchesAllBelow(directory.relativize(path));
    }

    private boolean isBelow(Path path) {
      return path.startsWith(directory) && !path.equals(directory);
    }
  }

  /** Returns whether a change of this file or directory is meant. */
  boolean accepts(Path path) {
    return included.filter(patterns -> !patterns.match(path)).isEmpty()
        && ignored.stream().noneMatch(patterns -> patterns.match(path));
  }

  /** Returns whether nothing is meant of what is in this directory, now or later. */
  boolean refusesAllBelow(Path directory) {
    return ignored.stream().anyMatch(patterns -> patterns.matchAllBelow(directory));
  }

  /** Returns this filter with more that is ignored. */
  PathFilter without(Patterns more) {
    return new PathFilter(included, Stream.concat(ignored.stream(), Stream.of(more)).toList());
  }
}
