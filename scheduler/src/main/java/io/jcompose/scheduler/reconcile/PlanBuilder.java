package io.jcompose.scheduler.reconcile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Numbers steps as they are added. */
final class PlanBuilder {
  private final List<StepPlan.Node> nodes = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final List<ServiceUpdate> updates = new ArrayList<>();

  /** Adds a step that is skipped unless all of {@code needs} succeed; returns its number. */
  int add(Step step, Collection<Integer> needs, String cause) {
    return add(step, needs, needs, cause);
  }

  /** Adds a step that is tried once all of {@code after} are over, however they ended. */
  int addRegardless(Step step, Collection<Integer> after, String cause) {
    return add(step, after, List.of(), cause);
  }

  /** Adds a step that is tried once all of {@code after} are over, if {@code needs} succeeded. */
  int add(Step step, Collection<Integer> after, Collection<Integer> needs, String cause) {
    int number = nodes.size() + 1;
    nodes.add(new StepPlan.Node(number, List.copyOf(after), List.copyOf(needs), step, cause));
    return number;
  }

  /** Adds the number of a step that there may be. */
  static void addIfPresent(Set<Integer> numbers, @Nullable Integer number) {
    if (number != null) {
      numbers.add(number);
    }
  }

  void warn(String message) {
    warnings.add(message);
  }

  /** Returns the number that the next step will have. */
  int next() {
    return nodes.size() + 1;
  }

  void note(ServiceUpdate update) {
    updates.add(update);
  }

  StepPlan build() {
    return new StepPlan(nodes, warnings, updates);
  }
}
