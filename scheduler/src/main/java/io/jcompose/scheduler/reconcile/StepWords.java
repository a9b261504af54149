package io.jcompose.scheduler.reconcile;

import io.jcompose.model.value.ContainerName;
import io.jcompose.scheduler.event.StepLabel;
import java.time.Duration;

/** Puts steps into words: the same words in plans, logs, displays and tests. */
final class StepWords implements Step.Visitor<StepWords.Words> {
  /**
   * A step in words.
   *
   * @param rest what comes after the name; empty or starting with a blank
   */
  record Words(String action, String object, String name, String rest) {
    String text() {
      String verb = action.equals("wait") ? "wait until" : action;
      return verb + " " + object + " " + name + rest;
    }

    StepLabel label(int number, String cause) {
      return new StepLabel(number, action, object, name, text(), cause);
    }
  }

  static Words of(Step step) {
    return step.accept(new StepWords());
  }

  @Override
  public Words createVolume(Step.CreateVolume step) {
    return new Words("create", "volume", step.volume().name().value(), "");
  }

  @Override
  public Words removeVolume(Step.RemoveVolume step) {
    return new Words("remove", "volume", step.volume().value(), "");
  }

  @Override
  public Words createNetwork(Step.CreateNetwork step) {
    return new Words("create", "network", step.network().name().value(), "");
  }

  @Override
  public Words removeNetwork(Step.RemoveNetwork step) {
    return new Words("remove", "network", step.network().value(), "");
  }

  @Override
  public Words recordProject(Step.RecordProject step) {
    return new Words("record", "project", step.plan().project().value(), "");
  }

  @Override
  public Words removeProject(Step.RemoveProject step) {
    return new Words("remove", "project", step.project().value(), "");
  }

  @Override
  public Words createPod(Step.CreatePod step) {
    return pod("create", step.plan().name());
  }

  @Override
  public Words updatePod(Step.UpdatePod step) {
    return pod("update", step.plan().name());
  }

  @Override
  public Words choosePorts(Step.ChoosePorts step) {
    return new Words("choose", "ports of", step.project().value(), "");
  }

  @Override
  public Words startPod(Step.StartPod step) {
    return pod("start", step.pod());
  }

  @Override
  public Words stopPod(Step.StopPod step) {
    return pod("stop", step.pod());
  }

  @Override
  public Words connectPod(Step.ConnectPod step) {
    return new Words("connect", "pod", step.pod().value(), " to network " + step.place().network());
  }

  @Override
  public Words disconnectPod(Step.DisconnectPod step) {
    return new Words("disconnect", "pod", step.pod().value(), " from network " + step.network());
  }

  @Override
  public Words removePod(Step.RemovePod step) {
    return pod("remove", step.pod());
  }

  @Override
  public Words createContainer(Step.CreateContainer step) {
    return container("create", step.spec().plan().name().value(), "");
  }

  @Override
  public Words replaceContainer(Step.ReplaceContainer step) {
    String how = step.renewVolumes() ? " with new anonymous volumes" : "";
    return container("recreate", step.spec().plan().name().value(), how);
  }

  @Override
  public Words startContainer(Step.StartContainer step) {
    return container("start", step.container().value(), "");
  }

  @Override
  public Words stopContainer(Step.StopContainer step) {
    String how =
        step.grace().isZero()
            ? " (SIGKILL)"
            : " (" + step.signal() + ", SIGKILL after " + seconds(step.grace()) + ")";
    return container("stop", step.container().value(), how);
  }

  @Override
  public Words runHook(Step.RunHook step) {
    String object = step.moment() + " hook " + step.number() + " of";
    return new Words("run", object, step.container().value(), "");
  }

  @Override
  public Words killContainer(Step.KillContainer step) {
    return container("kill", step.container().value(), " (" + step.signal() + ")");
  }

  @Override
  public Words removeContainer(Step.RemoveContainer step) {
    String how = step.withVolumes() ? " and its anonymous volumes" : "";
    return container("remove", step.container().value(), how);
  }

  @Override
  public Words pauseContainer(Step.PauseContainer step) {
    return container("pause", step.container().value(), "");
  }

  @Override
  public Words unpauseContainer(Step.UnpauseContainer step) {
    return container("unpause", step.container().value(), "");
  }

  @Override
  public Words awaitContainer(Step.AwaitContainer step) {
    return container("wait", step.container().value(), " " + step.condition());
  }

  @Override
  public Words observeContainer(Step.ObserveContainer step) {
    return container("observe", step.container().value(), " for " + seconds(step.time()));
  }

  @Override
  public Words pauseUpdate(Step.PauseUpdate step) {
    return new Words("pause", "update of", step.service().value(), " for " + seconds(step.time()));
  }

  private static Words pod(String action, ContainerName pod) {
    return new Words(action, "pod", pod.value(), "");
  }

  private static Words container(String action, String name, String rest) {
    return new Words(action, "container", name, rest);
  }

  private static String seconds(Duration duration) {
    return duration.toMillisPart() == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
  }
}
