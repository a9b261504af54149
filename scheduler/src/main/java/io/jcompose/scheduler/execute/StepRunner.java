package io.jcompose.scheduler.execute;

import io.jcompose.scheduler.ready.Supervision;
import io.jcompose.scheduler.reconcile.Step;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import io.jcompose.scheduler.time.Timer;
import java.util.concurrent.CompletableFuture;

/**
 * Does. Knows how each kind of step is carried out, never whether it should be. Returns once the
 * step is done, but for a wait, which it hands back.
 */
final class StepRunner implements Step.Visitor<CompletableFuture<Void>> {
  private final ContainerRuntime runtime;
  private final Supervision supervision;
  private final Timer timer;

  StepRunner(ContainerRuntime runtime, Supervision supervision, Timer timer) {
    this.runtime = runtime;
    this.supervision = supervision;
    this.timer = timer;
  }

  /** Returns whether a step only waits, so that it needs no thread. */
  static boolean isWait(Step step) {
    return step instanceof Step.AwaitContainer
        || step instanceof Step.ObserveContainer
        || step instanceof Step.PauseUpdate;
  }

  @Override
  public CompletableFuture<Void> createVolume(Step.CreateVolume step) {
    runtime.volumes().create(step.volume());
    return done();
  }

  @Override
  public CompletableFuture<Void> removeVolume(Step.RemoveVolume step) {
    runtime.volumes().remove(step.volume());
    return done();
  }

  @Override
  public CompletableFuture<Void> createNetwork(Step.CreateNetwork step) {
    runtime.networks().create(step.network());
    return done();
  }

  @Override
  public CompletableFuture<Void> removeNetwork(Step.RemoveNetwork step) {
    runtime.networks().remove(step.network());
    return done();
  }

  @Override
  public CompletableFuture<Void> recordProject(Step.RecordProject step) {
    runtime.projects().record(step.plan());
    return done();
  }

  @Override
  public CompletableFuture<Void> removeProject(Step.RemoveProject step) {
    runtime.projects().remove(step.project());
    return done();
  }

  @Override
  public CompletableFuture<Void> createPod(Step.CreatePod step) {
    runtime.pods().create(step.project(), step.plan());
    return done();
  }

  @Override
  public CompletableFuture<Void> updatePod(Step.UpdatePod step) {
    runtime.pods().create(step.project(), step.plan());
    return done();
  }

  @Override
  public CompletableFuture<Void> choosePorts(Step.ChoosePorts step) {
    runtime.pods().choosePorts(step.project(), step.pods());
    return done();
  }

  @Override
  public CompletableFuture<Void> startPod(Step.StartPod step) {
    runtime.pods().start(step.project(), step.pod());
    return done();
  }

  @Override
  public CompletableFuture<Void> stopPod(Step.StopPod step) {
    runtime.pods().stop(step.project(), step.pod());
    return done();
  }

  @Override
  public CompletableFuture<Void> connectPod(Step.ConnectPod step) {
    runtime.pods().connect(step.project(), step.pod(), step.place());
    return done();
  }

  @Override
  public CompletableFuture<Void> disconnectPod(Step.DisconnectPod step) {
    runtime.pods().disconnect(step.project(), step.pod(), step.network());
    return done();
  }

  @Override
  public CompletableFuture<Void> removePod(Step.RemovePod step) {
    runtime.pods().remove(step.project(), step.pod());
    return done();
  }

  @Override
  public CompletableFuture<Void> createContainer(Step.CreateContainer step) {
    supervision.create(step.spec());
    return done();
  }

  @Override
  public CompletableFuture<Void> replaceContainer(Step.ReplaceContainer step) {
    supervision.replace(step.spec(), step.renewVolumes());
    return done();
  }

  @Override
  public CompletableFuture<Void> startContainer(Step.StartContainer step) {
    supervision.start(step.container());
    return done();
  }

  @Override
  public CompletableFuture<Void> stopContainer(Step.StopContainer step) {
    supervision.stop(step.container(), step.signal(), step.grace());
    return done();
  }

  @Override
  public CompletableFuture<Void> runHook(Step.RunHook step) {
    supervision.runHook(step.container(), step.moment(), step.hook());
    return done();
  }

  @Override
  public CompletableFuture<Void> killContainer(Step.KillContainer step) {
    supervision.kill(step.container(), step.signal(), step.forGood());
    return done();
  }

  @Override
  public CompletableFuture<Void> removeContainer(Step.RemoveContainer step) {
    supervision.remove(step.container(), step.withVolumes());
    return done();
  }

  @Override
  public CompletableFuture<Void> pauseContainer(Step.PauseContainer step) {
    supervision.pause(step.container());
    return done();
  }

  @Override
  public CompletableFuture<Void> unpauseContainer(Step.UnpauseContainer step) {
    supervision.unpause(step.container());
    return done();
  }

  @Override
  public CompletableFuture<Void> awaitContainer(Step.AwaitContainer step) {
    return supervision.await(step.container(), step.condition());
  }

  @Override
  public CompletableFuture<Void> observeContainer(Step.ObserveContainer step) {
    return supervision.observe(step.container(), step.time());
  }

  @Override
  public CompletableFuture<Void> pauseUpdate(Step.PauseUpdate step) {
    CompletableFuture<Void> over = new CompletableFuture<>();
    Timer.Alarm alarm = timer.after(step.time(), () -> over.complete(null));
    var unused = over.whenComplete((nothing, failure) -> alarm.cancel());
    return over;
  }

  private static CompletableFuture<Void> done() {
    return CompletableFuture.completedFuture(null);
  }
}
