package io.jcompose.model.error;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects everything wrong with a user's files, so that they can be mended in one go. Belongs to
 * one thread.
 */
public final class Problems {
  private final List<Problem> found = new ArrayList<>();

  /** Remembers a problem; an exact duplicate is kept once. */
  public void add(Place place, String path, String message, String hint) {
    Problem problem = new Problem(place, path, message, hint);
    if (!found.contains(problem)) {
      found.add(problem);
    }
  }

  /** Returns what was found so far, in the order it was found. */
  public List<Problem> found() {
    return List.copyOf(found);
  }

  /**
   * Does nothing if no problem was found.
   *
   * @throws InvalidComposeFileException with all problems found so far
   */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new InvalidComposeFileException(found);
    }
  }
}
