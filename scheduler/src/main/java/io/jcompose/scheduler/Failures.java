package io.jcompose.scheduler;

import io.jcompose.model.error.JcomposeException;
import io.jcompose.model.value.ContainerName;
import io.jcompose.scheduler.event.StepLabel;
import io.jcompose.scheduler.execute.Execution;
import io.jcompose.scheduler.ready.HookFailedException;
import io.jcompose.scheduler.ready.LogTail;
import io.jcompose.scheduler.ready.NotReadyException;
import io.jcompose.scheduler.ready.TakenPort;
import io.jcompose.scheduler.reconcile.Step;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import java.util.List;
import java.util.Optional;

/** Tells of failures what a user needs to see, the end of the container's log included. */
final class Failures {
  private final ContainerRuntime runtime;
  private final LogTail log;

  Failures(ContainerRuntime runtime) {
    this.runtime = runtime;
    this.log = new LogTail(runtime.logs());
  }

  ActionResult.Failure describe(Execution.Failure failure) {
    JcomposeException why = failure.outcome().why();
    StepLabel label = failure.node().label();
    List<String> probeOutput =
        why instanceof NotReadyException notReady && !notReady.probeOutput().isEmpty()
            ? notReady.probeOutput().lines().toList()
            : List.of();
    Optional<ContainerName> container = container(failure.node().step());
    return new ActionResult.Failure(
        label.object() + " " + label.name(),
        String.valueOf(why.getMessage()),
        container.flatMap(this::takenPort).orElse(why.hint()),
        probeOutput,
        why instanceof HookFailedException hook
            ? hook.output()
            : container
                .map(name -> log.lines(name, ActionResult.Failure.LAST_LINES))
                .orElse(List.of()));
  }

  private Optional<String> takenPort(ContainerName container) {
    return runtime
        .containers()
        .find(container)
        .filter(status -> !status.running())
        .flatMap(status -> new TakenPort(runtime).of(status.spec().plan()));
  }

  /** Returns the container whose log tells more; only what has run has one. */
  private static Optional<ContainerName> container(Step step) {
    if (step instanceof Step.StartContainer start) {
      return Optional.of(start.container());
    }
    if (step instanceof Step.ObserveContainer observe) {
      return Optional.of(observe.container());
    }
    return step instanceof Step.AwaitContainer await
        ? Optional.of(await.container())
        : Optional.empty();
  }
}
