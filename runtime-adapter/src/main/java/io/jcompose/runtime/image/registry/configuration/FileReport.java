package io.jcompose.runtime.image.registry.configuration;

import io.jcompose.model.error.Problem;
import io.jcompose.model.error.Problems;
import java.util.List;

/** What is to be told of files while they are read. Belongs to one thread. */
final class FileReport {
  private final Problems mistakes = new Problems();
  private final Problems warnings = new Problems();

  /** Returns where what makes files unusable is put. */
  Problems mistakes() {
    return mistakes;
  }

  /** Returns what is odd but does no harm. */
  List<Problem> warnings() {
    return warnings.found();
  }

  void warn(Problem warning) {
    warnings.add(warning.place(), warning.path(), warning.message(), warning.hint());
  }

  /** Does nothing if there were no mistakes. */
  void throwIfUnusable() {
    if (!mistakes.found().isEmpty()) {
      throw new UnusableRegistriesException(mistakes.found());
    }
  }
}
