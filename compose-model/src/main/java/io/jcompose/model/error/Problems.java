package io.jcompose.model.error;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects everything wrong with a user's files, so that they can be mended in one go. Belongs to
 * one thread.
 */
public final class Problems {
  /** A file of a stranger may be wrong in very many places; nobody reads more than these. */
  private static final int MAX_KEPT = 1000;

  private final Set<Problem> found = new LinkedHashSet<>();

  /** Remembers a problem; an exact duplicate is kept once, and of very many only the first. */
  public void add(Place place, String path, String message, String hint) {
    if (found.size() < MAX_KEPT) {
      found.add(new Problem(place, path, message, hint));
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
      throw new InvalidComposeFileException(found());
    }
  }
}
