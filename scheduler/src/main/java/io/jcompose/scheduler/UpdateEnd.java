package io.jcompose.scheduler;

import io.jcompose.model.value.ContainerName;
import io.jcompose.scheduler.execute.Execution;
import io.jcompose.scheduler.execute.Outcome;
import io.jcompose.scheduler.reconcile.ServiceUpdate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How the update of a service ended, put into words where it failed. */
record UpdateEnd(ServiceUpdate update, Execution execution) {
  /** Returns whether something about it failed, rather than having been skipped. */
  boolean failed() {
    return update.steps().stream()
        .anyMatch(step -> execution.outcomes().get(step) instanceof Outcome.Failed);
  }

  /** Returns the containers that were made to stand in for others and never did. */
  Set<ContainerName> uselessSpares() {
    return update.spares().entrySet().stream()
        .filter(spare -> !(execution.outcomes().get(spare.getValue()) instanceof Outcome.Succeeded))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** Returns what the user is told of a failed update that is left as it is. */
  ActionResult.Failure left() {
    int all = update.replacements().size();
    return failure(
        "the update of service '"
            + update.service()
            + "' failed: "
            + renewed()
            + " of "
            + all
            + " replicas are new, "
            + (all - renewed())
            + " as they were",
        "mend it and run 'jcompose up' again, which goes on with what is not new yet");
  }

  /** Returns what the user is told of a failed update that was taken back. */
  ActionResult.Failure takenBack(Execution rollback) {
    boolean whole = rollback.failures().isEmpty() && !rollback.cancelled();
    return whole
        ? failure(
            "the update of service '"
                + update.service()
                + "' was rolled back: its replicas are as they were",
            "see above what failed, mend it and run 'jcompose up' again")
        : failure(
            "the update of service '"
                + update.service()
                + "' failed, and so did its rollback: its replicas are in part new, in part as they"
                + " were",
            "see 'jcompose ps' for what runs, and run 'jcompose up' with the old file or a better"
                + " one");
  }

  private long renewed() {
    return update.replacements().values().stream()
        .filter(step -> execution.outcomes().get(step) instanceof Outcome.Succeeded)
        .count();
  }

  private ActionResult.Failure failure(String message, String hint) {
    return new ActionResult.Failure(
        "service " + update.service(), message, hint, List.of(), List.of());
  }
}
