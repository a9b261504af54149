package io.jcompose.cli.supervisor;

import io.jcompose.model.value.ProjectName;
import io.jcompose.scheduler.ActionResult;
import io.jcompose.scheduler.Orchestrator;
import java.util.function.Supplier;

/** What each request that acts means to an orchestrator; those that wait or look are left open. */
abstract class OrchestratedRequests implements Request.Visitor<ActionResult> {
  private final ProjectName project;
  private final Orchestrator orchestrator;

  OrchestratedRequests(ProjectName project, Orchestrator orchestrator) {
    this.project = project;
    this.orchestrator = orchestrator;
  }

  /** Carries an action out, when and as it may be. */
  abstract ActionResult act(Request request, Supplier<ActionResult> action);

  @Override
  public final ActionResult up(Request.Up request) {
    return act(request, () -> orchestrator.up(request.plan(), request.options()));
  }

  @Override
  public final ActionResult run(Request.Run request) {
    return act(
        request,
        () ->
            orchestrator.run(
                request.plan(), request.oneOff(), request.withDependencies(), request.choices()));
  }

  @Override
  public final ActionResult discard(Request.Discard request) {
    return act(request, () -> orchestrator.discard(project, request.container()));
  }

  @Override
  public final ActionResult start(Request.Start request) {
    return act(request, () -> orchestrator.start(project, request.options()));
  }

  @Override
  public final ActionResult stop(Request.Stop request) {
    return act(request, () -> orchestrator.stop(project, request.options()));
  }

  @Override
  public final ActionResult restart(Request.Restart request) {
    return act(request, () -> orchestrator.restart(project, request.options()));
  }

  @Override
  public final ActionResult kill(Request.Kill request) {
    return act(request, () -> orchestrator.kill(project, request.options()));
  }

  @Override
  public final ActionResult pause(Request.Pause request) {
    return act(request, () -> orchestrator.pause(project, request.options()));
  }

  @Override
  public final ActionResult unpause(Request.Unpause request) {
    return act(request, () -> orchestrator.unpause(project, request.options()));
  }

  @Override
  public final ActionResult down(Request.Down request) {
    return act(request, () -> orchestrator.down(project, request.options()));
  }

  @Override
  public final ActionResult remove(Request.Remove request) {
    return act(request, () -> orchestrator.remove(project, request.options()));
  }

  @Override
  public final ActionResult connect(Request.Connect request) {
    return act(request, () -> orchestrator.connect(project, request.pod(), request.place()));
  }

  @Override
  public final ActionResult disconnect(Request.Disconnect request) {
    return act(request, () -> orchestrator.disconnect(project, request.pod(), request.network()));
  }
}
