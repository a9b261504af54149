package io.jcompose.scheduler.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the reconciler decides, a case a row: the tables are the text files beside this class's
 * package, one a topic, and {@link TableRow} says how to read them.
 */
class ReconcilerTableTest {
  private static final String NEW_IMAGE = "image ";

  static Stream<TableRow> rows() {
    return Stream.of(
            "up.txt",
            "recreation.txt",
            "updates.txt",
            "one-shots.txt",
            "conditions.txt",
            "hooks.txt",
            "orphans-and-replicas.txt",
            "run.txt",
            "volumes.txt",
            "networks-and-pods.txt",
            "start-and-stop.txt",
            "down.txt")
        .flatMap(file -> TableRow.of(file).stream());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void thePlanIs(TableRow row) {
    assertThat(plan(row)).isEqualTo(row.expected());
  }

  private static String plan(TableRow row) {
    StandingProject standing =
        row.stands().map(StandingProject::of).orElseGet(StandingProject::nothing);
    RowCommand command = new RowCommand(row.command());
    for (String fact : row.but()) {
      if (fact.startsWith(NEW_IMAGE)) {
        command.newImage(fact.substring(NEW_IMAGE.length()));
      } else {
        standing.but(fact);
      }
    }
    Optional<String> wanted = row.wanted().or(row::stands);
    StepPlan plan = command.decide(standing.observed(), wanted.orElse(""));
    String warnings =
        plan.warnings().stream()
            .map(warning -> "warning: " + warning + "\n")
            .collect(Collectors.joining());
    return plan.text() + warnings;
  }
}
