package io.jcompose.scheduler.reconcile;

import io.jcompose.scheduler.event.StepLabel;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is to be done, and in which order.
 *
 * @param nodes numbered from 1 without gaps; each waits for earlier ones only
 * @param warnings what the user should know about it
 * @param updates which of its steps replace the replicas of a service a few at a time
 */
public record StepPlan(List<Node> nodes, List<String> warnings, List<ServiceUpdate> updates) {
  public StepPlan {
    nodes = List.copyOf(nodes);
    warnings = List.copyOf(warnings);
    updates = List.copyOf(updates);
  }

  /** Creates a plan without updates. */
  public StepPlan(List<Node> nodes, List<String> warnings) {
    this(nodes, warnings, List.of());
  }

  /** Returns one line a step, stable across runs: for dry runs, logs and tests. */
  public String text() {
    return nodes.stream().map(node -> node + "\n").collect(Collectors.joining());
  }

  /**
   * A step and its place.
   *
   * @param after the steps it waits for, however they end
   * @param needs those of {@code after} without which it is skipped
   * @param cause why it is there at all: a clause
   */
  public record Node(
      int number, List<Integer> after, List<Integer> needs, Step step, String cause) {
    public Node {
      after = List.copyOf(new TreeSet<>(after));
      needs = List.copyOf(new TreeSet<>(needs));
    }

    /** Returns the step as a display shows it. */
    public StepLabel label() {
      return StepWords.of(step).label(number, cause);
    }

    @Override
    public String toString() {
      return "#" + number + " " + after + " " + StepWords.of(step).text() + " -- " + cause;
    }
  }
}
