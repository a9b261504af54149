package io.jcompose.scheduler.execute;

import io.jcompose.scheduler.reconcile.StepPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a plan went.
 *
 * @param outcomes by the steps' numbers
 * @param warnings what came up on the way and stopped nothing
 * @param cancelled whether it was told to end early
 */
public record Execution(
    StepPlan plan, Map<Integer, Outcome> outcomes, List<String> warnings, boolean cancelled) {
  public Execution {
    outcomes = Collections.unmodifiableMap(new TreeMap<>(outcomes));
    warnings = List.copyOf(warnings);
  }

  /** A step that could not be done, and why. */
  public record Failure(StepPlan.Node node, Outcome.Failed outcome) {}

  /** Returns the steps that failed, in the order of the plan. */
  public List<Failure> failures() {
    List<Failure> failures = new ArrayList<>();
    for (StepPlan.Node node : plan.nodes()) {
      if (outcomes.get(node.number()) instanceof Outcome.Failed failed) {
        failures.add(new Failure(node, failed));
      }
    }
    return List.copyOf(failures);
  }
}
