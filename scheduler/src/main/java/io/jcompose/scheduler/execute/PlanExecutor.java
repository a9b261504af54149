package io.jcompose.scheduler.execute;

import io.jcompose.scheduler.event.EventSink;
import io.jcompose.scheduler.ready.Supervision;
import io.jcompose.scheduler.reconcile.StepPlan;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import io.jcompose.scheduler.time.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** Carries out plans: each step as soon as those it waits for are over, some at a time. */
public final class PlanExecutor {
  private final ContainerRuntime runtime;
  private final EventSink events;
  private final Timer timer;
  private final ExecutorService workers;
  private final int parallelism;

  /**
   * Creates an executor.
   *
   * @param workers runs the steps; stays the caller's
   * @param parallelism how many steps are carried out at a time; steps that only wait do not count
   */
  public PlanExecutor(
      ContainerRuntime runtime,
      EventSink events,
      Timer timer,
      ExecutorService workers,
      int parallelism) {
    this.runtime = runtime;
    this.events = events;
    this.timer = timer;
    this.workers = workers;
    this.parallelism = parallelism;
  }

  /**
   * Carries out a plan and returns once every step is over. What fails does not stop what does not
   * need it.
   *
   * <p>Interrupting the calling thread cancels it: steps under way are interrupted and waited for,
   * the others skipped; the interrupt flag is set when this returns.
   *
   * @param waitTimeout how long steps that wait until a container is ready wait at most, from now
   *     on; empty means without limit
   */
  public Execution run(StepPlan plan, Supervision supervision, Optional<Duration> waitTimeout) {
    StepRunner runner = new StepRunner(runtime, supervision, timer);
    return new Run(plan, runner, events, timer, workers, parallelism, waitTimeout).run();
  }
}
