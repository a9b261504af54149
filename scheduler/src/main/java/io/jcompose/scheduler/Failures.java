package io.jcompose.scheduler;

import io.jcompose.model.error.JcomposeException;
import io.jcompose.model.value.ContainerName;
import io.jcompose.scheduler.event.StepLabel;
import io.jcompose.scheduler.execute.Execution;
import io.jcompose.scheduler.ready.NotReadyException;
import io.jcompose.scheduler.reconcile.Step;
import io.jcompose.scheduler.runtime.Logs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Tells of failures what a user needs to see, the end of the container's log included. */
final class Failures {
  private final Logs logs;

  Failures(Logs logs) {
    this.logs = logs;
  }

  ActionResult.Failure describe(Execution.Failure failure) {
    JcomposeException why = failure.outcome().why();
    StepLabel label = failure.node().label();
    List<String> probeOutput =
        why instanceof NotReadyException notReady && !notReady.probeOutput().isEmpty()
            ? notReady.probeOutput().lines().toList()
            : List.of();
    return new ActionResult.Failure(
        label.object() + " " + label.name(),
        String.valueOf(why.getMessage()),
        why.hint(),
        probeOutput,
        container(failure.node().step()).map(this::lastLines).orElse(List.of()));
  }

  /** Returns the container whose log tells more; only what has run has one. */
  private static Optional<ContainerName> container(Step step) {
    if (step instanceof Step.StartContainer start) {
      return Optional.of(start.container());
    }
    return step instanceof Step.AwaitContainer await
        ? Optional.of(await.container())
        : Optional.empty();
  }

  private List<String> lastLines(ContainerName container) {
    List<String> lines = new ArrayList<>();
    try (Logs.LogReader reader =
        logs.open(container, OptionalInt.of(ActionResult.Failure.LAST_LINES))) {
      Optional<Logs.LogLine> line = reader.next(Duration.ZERO);
      while (line.isPresent() && lines.size() < ActionResult.Failure.LAST_LINES) {
        lines.add(line.get().text());
        line = reader.next(Duration.ZERO);
      }
    } catch (JcomposeException unreadable) {
      // the failure itself is what must reach the user; its log only helps
      return lines;
    }
    return lines;
  }
}
