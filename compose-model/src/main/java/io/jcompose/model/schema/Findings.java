package io.jcompose.model.schema;

import io.jcompose.model.error.Place;
import io.jcompose.model.error.Problem;
import io.jcompose.model.error.Problems;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the check puts what it finds. A place that an earlier phase complained about is not
 * complained about again: what stands there is not what the user meant.
 */
public final class Findings {
  private final Problems problems;
  private final Problems warnings;
  private final Set<Place> alreadyReported;

  /** Creates findings that go to {@code problems} and {@code warnings}. */
  public Findings(Problems problems, Problems warnings) {
    this.problems = problems;
    this.warnings = warnings;
    this.alreadyReported =
        problems.found().stream().map(Problem::place).collect(Collectors.toUnmodifiableSet());
  }

  public void problem(Place place, String path, String message, String hint) {
    if (!alreadyReported.contains(place)) {
      problems.add(place, path, message, hint);
    }
  }

  public void warning(Place place, String path, String message, String hint) {
    warnings.add(place, path, message, hint);
  }
}
