package io.jcompose.model.load;

import io.jcompose.model.error.Place;
import io.jcompose.model.error.Problem;
import io.jcompose.model.load.FileSelection.ComposeFile;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Sorts problems as a user mends them: file after file, from the top to the bottom, whatever phase
 * found them. The files of the command line come last, in its order: the others, which come in the
 * order they were found, are what those lean on.
 */
final class InFileOrder {
  private InFileOrder() {}

  static List<Problem> of(List<Problem> problems, List<ComposeFile> files) {
    Set<String> given = new LinkedHashSet<>(files.stream().map(ComposeFile::shown).toList());
    Stream<String> others =
        problems.stream().map(problem -> problem.place().file()).filter(it -> !given.contains(it));
    List<String> order = Stream.concat(others, given.stream()).distinct().toList();
    return problems.stream()
        .sorted(
            Comparator.comparing(
                Problem::place,
                Comparator.<Place>comparingInt(place -> order.indexOf(place.file()))
                    .thenComparingInt(Place::line)
                    .thenComparingInt(Place::column)))
        .toList();
  }
}
