package io.jcompose.scheduler.reconcile;

import io.jcompose.model.plan.AttachmentPlan;
import io.jcompose.model.plan.ContainerSpec;
import io.jcompose.model.plan.InfraPlan;
import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.plan.VolumePlan;
import io.jcompose.model.project.Hook;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.NetworkName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.model.value.Signal;
import io.jcompose.model.value.VolumeName;
import io.jcompose.scheduler.ready.Condition;
import io.jcompose.scheduler.ready.HookMoment;
import java.time.Duration;
import java.util.List;

/** One thing to be done. Each kind carries its own data and nothing else's. */
public sealed interface Step {
  /** Returns what {@code visitor} makes of this kind of step. */
  <R> R accept(Visitor<R> visitor);

  /** Makes a named volume. */
  record CreateVolume(VolumePlan volume) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.createVolume(this);
    }
  }

  /** Removes a named volume with its content. */
  record RemoveVolume(VolumeName volume) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.removeVolume(this);
    }
  }

  /** Makes a network. */
  record CreateNetwork(NetworkPlan network) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.createNetwork(this);
    }
  }

  /** Removes a network that nobody is attached to. */
  record RemoveNetwork(NetworkName network) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.removeNetwork(this);
    }
  }

  /** Records what the project is to be. */
  record RecordProject(PodPlan plan) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.recordProject(this);
    }
  }

  /** Removes the project once nothing of it is left. */
  record RemoveProject(ProjectName project) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.removeProject(this);
    }
  }

  /** Records a pod that is new, with its addresses. */
  record CreatePod(ProjectName project, InfraPlan plan) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.createPod(this);
    }
  }

  /** Gives a pod that exists other networks, ports or names; its containers run on. */
  record UpdatePod(ProjectName project, InfraPlan plan) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.updatePod(this);
    }
  }

  /** Decides on the host ports of pods that are to start. */
  record ChoosePorts(ProjectName project, List<ContainerName> pods) implements Step {
    public ChoosePorts {
      pods = List.copyOf(pods);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.choosePorts(this);
    }
  }

  /** Makes a pod run. */
  record StartPod(ProjectName project, ContainerName pod) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.startPod(this);
    }
  }

  /** Ends a pod and frees its ports. */
  record StopPod(ProjectName project, ContainerName pod) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.stopPod(this);
    }
  }

  /** Lets a pod join a network that its plan does not name. */
  record ConnectPod(ProjectName project, ContainerName pod, AttachmentPlan place) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.connectPod(this);
    }
  }

  /** Lets a pod leave a network. */
  record DisconnectPod(ProjectName project, ContainerName pod, NetworkName network)
      implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.disconnectPod(this);
    }
  }

  /** Removes a pod. */
  record RemovePod(ProjectName project, ContainerName pod) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.removePod(this);
    }
  }

  /** Makes a container that does not run yet. */
  record CreateContainer(ContainerSpec spec) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.createContainer(this);
    }
  }

  /**
   * Makes a container anew in place of the one of that name, which does not run.
   *
   * @param renewVolumes whether its anonymous volumes are made anew too
   */
  record ReplaceContainer(ContainerSpec spec, boolean renewVolumes) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.replaceContainer(this);
    }
  }

  /** Starts a container that exists. */
  record StartContainer(ContainerName container) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.startContainer(this);
    }
  }

  /**
   * Stops a container and keeps its restart policy from starting it again.
   *
   * @param grace zero kills at once
   */
  record StopContainer(ContainerName container, Signal signal, Duration grace) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.stopContainer(this);
    }
  }

  /**
   * Runs a hook in a container and waits for its end.
   *
   * @param number its place among those of that moment, from 1
   */
  record RunHook(ContainerName container, HookMoment moment, int number, Hook hook)
      implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.runHook(this);
    }
  }

  /**
   * Sends a signal to a container.
   *
   * @param forGood whether it is meant to end the container, so that its restart policy does not
   *     start it again
   */
  record KillContainer(ContainerName container, Signal signal, boolean forGood) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.killContainer(this);
    }
  }

  /**
   * Removes a container that does not run.
   *
   * @param withVolumes whether its anonymous volumes go too
   */
  record RemoveContainer(ContainerName container, boolean withVolumes) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.removeContainer(this);
    }
  }

  /** Keeps a container's processes from running. */
  record PauseContainer(ContainerName container) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.pauseContainer(this);
    }
  }

  /** Lets a paused container's processes go on. */
  record UnpauseContainer(ContainerName container) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.unpauseContainer(this);
    }
  }

  /**
   * Waits for a container.
   *
   * @param required whether it is a failure if that does not come; otherwise only a warning
   */
  record AwaitContainer(ContainerName container, Condition condition, boolean required)
      implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.awaitContainer(this);
    }
  }

  /**
   * Watches over a container that has just got ready.
   *
   * @param time in which its end, and its getting unhealthy, is a failure
   */
  record ObserveContainer(ContainerName container, Duration time) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.observeContainer(this);
    }
  }

  /** Lets time pass before the update of a service goes on. */
  record PauseUpdate(ServiceName service, Duration time) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.pauseUpdate(this);
    }
  }

  /** A new kind breaks every place that must know of it. */
  interface Visitor<R> {
    R createVolume(CreateVolume step);

    R removeVolume(RemoveVolume step);

    R createNetwork(CreateNetwork step);

    R removeNetwork(RemoveNetwork step);

    R recordProject(RecordProject step);

    R removeProject(RemoveProject step);

    R createPod(CreatePod step);

    R updatePod(UpdatePod step);

    R choosePorts(ChoosePorts step);

    R startPod(StartPod step);

    R stopPod(StopPod step);

    R connectPod(ConnectPod step);

    R disconnectPod(DisconnectPod step);

    R removePod(RemovePod step);

    R createContainer(CreateContainer step);

    R replaceContainer(ReplaceContainer step);

    R startContainer(StartContainer step);

    R stopContainer(StopContainer step);

    R runHook(RunHook step);

    R killContainer(KillContainer step);

    R removeContainer(RemoveContainer step);

    R pauseContainer(PauseContainer step);

    R unpauseContainer(UnpauseContainer step);

    R awaitContainer(AwaitContainer step);

    R observeContainer(ObserveContainer step);

    R pauseUpdate(PauseUpdate step);
  }
}
