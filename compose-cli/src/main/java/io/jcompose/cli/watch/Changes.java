package io.jcompose.cli.watch;

import java.nio.file.Path;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * What has happened to files. It says which to look at: what is there by then may be something else
 * again.
 *
 * @param touched files and directories that were made, written to or given another mode
 * @param removed those that went, and may have come back since; with a directory all that was in it
 */
record Changes(NavigableSet<Path> touched, NavigableSet<Path> removed) {
  static final Changes NONE = new Changes(new TreeSet<>(), new TreeSet<>());

  Changes {
    touched = Collections.unmodifiableNavigableSet(new TreeSet<>(touched));
    removed = Collections.unmodifiableNavigableSet(new TreeSet<>(removed));
  }

  boolean isEmpty() {
    return touched.isEmpty() && removed.isEmpty();
  }

  /** Returns these changes and later ones. */
  Changes and(Changes later) {
    NavigableSet<Path> allTouched = new TreeSet<>(touched);
    allTouched.addAll(later.touched);
    NavigableSet<Path> allRemoved = new TreeSet<>(removed);
    allRemoved.addAll(later.removed);
    return new Changes(allTouched, allRemoved);
  }
}
