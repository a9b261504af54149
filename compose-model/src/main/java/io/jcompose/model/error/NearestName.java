package io.jcompose.model.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses what a user meant to write: the known name that the fewest edits lead to. */
public final class NearestName {
  /** Longer names are not worth the quadratic work: nobody mistypes them by a letter or two. */
  private static final int MAX_LENGTH = 64;

  /** A list of a stranger's names may be long; a guess is not worth comparing with all of them. */
  private static final int MAX_KNOWN = 1000;

  private NearestName() {}

  /** Returns the nearest of {@code known}, if it is near enough to be what was meant. */
  public static Optional<String> of(String written, Collection<String> known) {
    if (written.length() > MAX_LENGTH || known.size() > MAX_KNOWN) {
      return Optional.empty();
    }
    int bound = Math.max(1, written.length() / 3);
    return known.stream()
        .filter(name -> Math.abs(name.length() - written.length()) <= bound)
        .filter(name -> distance(written, name) <= bound)
        .min(
            Comparator.<String>comparingInt(name -> distance(written, name))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Returns a hint that asks for the nearest name, or else {@code otherwise}. */
  public static String hint(String written, Collection<String> known, String otherwise) {
    return of(written, known).map(name -> "did you mean '" + name + "'?").orElse(otherwise);
  }

  /** Edits between two names: letters added, removed, changed, or swapped with their neighbour. */
  private static int distance(String from, String to) {
    int[][] edits = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
          continue;
        }
        int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        int fewest =
            Math.min(Math.min(edits[i - 1][j], edits[i][j - 1]) + 1, edits[i - 1][j - 1] + change);
        boolean swapped =
            i > 1
                && j > 1
                && from.charAt(i - 1) == to.charAt(j - 2)
                && from.charAt(i - 2) == to.charAt(j - 1);
        edits[i][j] = swapped ? Math.min(fewest, edits[i - 2][j - 2] + 1) : fewest;
      }
    }
    return edits[from.length()][to.length()];
  }
}
