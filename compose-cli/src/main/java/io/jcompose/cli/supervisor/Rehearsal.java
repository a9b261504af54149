package io.jcompose.cli.supervisor;

import io.jcompose.model.value.ImageReference;
import io.jcompose.model.value.ProjectName;
import io.jcompose.scheduler.ActionResult;
import io.jcompose.scheduler.Orchestrator;
import io.jcompose.scheduler.event.EventSink;
import io.jcompose.scheduler.reconcile.StepPlan;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Acts on nothing: decides what a request would do, as things stand, and tells. Takes no lock and
 * needs no supervisor.
 */
public final class Rehearsal implements Actor {
  private final ProjectName project;
  private final ContainerRuntime runtime;
  private final Clock clock;
  private final Set<ImageReference> arriving;
  private final Consumer<StepPlan> plans;

  /**
   * Creates an actor that changes nothing.
   *
   * @param runtime for reading; stays the caller's
   * @param arriving images that would be on this host by then
   * @param plans told what would be done
   */
  public Rehearsal(
      ProjectName project,
      ContainerRuntime runtime,
      Clock clock,
      Set<ImageReference> arriving,
      Consumer<StepPlan> plans) {
    this.project = project;
    this.runtime = runtime;
    this.clock = clock;
    this.arriving = Set.copyOf(arriving);
    this.plans = plans;
  }

  @Override
  public ActionResult perform(Request request, EventSink listener) {
    try (Orchestrator orchestrator = Orchestrator.rehearsing(runtime, clock, arriving, plans)) {
      return request.accept(new Decider(orchestrator));
    }
  }

  private final class Decider extends OrchestratedRequests {
    Decider(Orchestrator orchestrator) {
      super(project, orchestrator);
    }

    @Override
    ActionResult act(Request request, Supplier<ActionResult> action) {
      return action.get();
    }

    @Override
    public ActionResult awaitEnd(Request.AwaitEnd request) {
      return nothing();
    }

    @Override
    public ActionResult awaitStops(Request.AwaitStops request) {
      return nothing();
    }

    @Override
    public ActionResult tellEvents(Request.TellEvents request) {
      return nothing();
    }

    @Override
    public ActionResult handOver(Request.HandOver request) {
      return nothing();
    }

    @Override
    public ActionResult tellProbes(Request.TellProbes request) {
      return nothing();
    }

    @Override
    public ActionResult note(Request.Note request) {
      return nothing();
    }

    private ActionResult nothing() {
      return new ActionResult(0, List.of(), List.of(), false);
    }
  }
}
