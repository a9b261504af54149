package io.jcompose.model.load;

import io.jcompose.model.error.Problem;
import io.jcompose.model.load.FileSelection.ComposeFile;
import java.util.Comparator;
import java.util.List;

/**
 * Sorts problems as a user mends them: file after file, from the top to the bottom, whatever phase
 * found them. What is not about a Compose file comes first, in the order it was found.
 */
final class InFileOrder {
  private InFileOrder() {}

  static List<Problem> of(List<Problem> problems, List<ComposeFile> files) {
    List<String> order = files.stream().map(ComposeFile::shown).toList();
    return problems.stream()
        .sorted(
            Comparator.<Problem>comparingInt(problem -> order.indexOf(problem.place().file()))
                .thenComparingInt(
                    problem -> order.contains(problem.place().file()) ? problem.place().line() : 0)
                .thenComparingInt(
                    problem ->
                        order.contains(problem.place().file()) ? problem.place().column() : 0))
        .toList();
  }
}
