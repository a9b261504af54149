package io.jcompose.cli.supervisor;

import io.jcompose.model.value.ProjectName;
import io.jcompose.scheduler.ActionResult;
import io.jcompose.scheduler.Orchestrator;
import io.jcompose.scheduler.event.EventSink;
import io.jcompose.scheduler.reconcile.StepPlan;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/**
 * Acts on nothing: decides what a request would do, as things stand, and tells. Takes no lock and
 * needs no supervisor.
 */
public final class Rehearsal implements Actor {
  private final ProjectName project;
  private final ContainerRuntime runtime;
  private final Clock clock;
  private final Consumer<StepPlan> plans;

  /**
   * Creates an actor that changes nothing.
   *
   * @param runtime for reading; stays the caller's
   * @param plans told what would be done
   */
  public Rehearsal(
      ProjectName project, ContainerRuntime runtime, Clock clock, Consumer<StepPlan> plans) {
    this.project = project;
    this.runtime = runtime;
    this.clock = clock;
    this.plans = plans;
  }

  @Override
  public ActionResult perform(Request request, EventSink listener) {
    try (Orchestrator orchestrator = Orchestrator.rehearsing(runtime, clock, plans)) {
      return request.accept(new Decider(orchestrator));
    }
  }

  private final class Decider implements Request.Visitor<ActionResult> {
    private final Orchestrator orchestrator;

    Decider(Orchestrator orchestrator) {
      this.orchestrator = orchestrator;
    }

    @Override
    public ActionResult up(Request.Up request) {
      return orchestrator.up(request.plan(), request.options());
    }

    @Override
    public ActionResult run(Request.Run request) {
      return orchestrator.run(
          request.plan(), request.oneOff(), request.withDependencies(), request.choices());
    }

    @Override
    public ActionResult discard(Request.Discard request) {
      return orchestrator.discard(project, request.container());
    }

    @Override
    public ActionResult start(Request.Start request) {
      return orchestrator.start(project, request.options());
    }

    @Override
    public ActionResult stop(Request.Stop request) {
      return orchestrator.stop(project, request.options());
    }

    @Override
    public ActionResult restart(Request.Restart request) {
      return orchestrator.restart(project, request.options());
    }

    @Override
    public ActionResult kill(Request.Kill request) {
      return orchestrator.kill(project, request.options());
    }

    @Override
    public ActionResult pause(Request.Pause request) {
      return orchestrator.pause(project, request.options());
    }

    @Override
    public ActionResult unpause(Request.Unpause request) {
      return orchestrator.unpause(project, request.options());
    }

    @Override
    public ActionResult remove(Request.Remove request) {
      return orchestrator.remove(project, request.options());
    }

    @Override
    public ActionResult down(Request.Down request) {
      return orchestrator.down(project, request.options());
    }

    @Override
    public ActionResult connect(Request.Connect request) {
      return orchestrator.connect(project, request.pod(), request.place());
    }

    @Override
    public ActionResult disconnect(Request.Disconnect request) {
      return orchestrator.disconnect(project, request.pod(), request.network());
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
    public ActionResult tellProbes(Request.TellProbes request) {
      return nothing();
    }

    private ActionResult nothing() {
      return new ActionResult(0, List.of(), List.of(), false);
    }
  }
}
