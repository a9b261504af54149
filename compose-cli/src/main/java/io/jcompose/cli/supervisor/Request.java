package io.jcompose.cli.supervisor;

import io.jcompose.model.plan.AttachmentPlan;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.NetworkName;
import io.jcompose.scheduler.DownOptions;
import io.jcompose.scheduler.KillOptions;
import io.jcompose.scheduler.PauseOptions;
import io.jcompose.scheduler.StartOptions;
import io.jcompose.scheduler.StopOptions;
import io.jcompose.scheduler.UpOptions;

/** What a project's supervisor can be asked for; the words of {@code Orchestrator}. */
public sealed interface Request {
  /** Returns what {@code visitor} makes of this kind of request. */
  <R> R accept(Visitor<R> visitor);

  /** Returns which earlier requests this one breaks off: those that are less urgent. */
  default Urgency urgency() {
    return Urgency.START;
  }

  /**
   * A user who wants an end is not to wait for a beginning, and one who kills has no patience left.
   */
  enum Urgency {
    START,
    STOP,
    KILL
  }

  /** Makes the project what the plan says. */
  record Up(PodPlan plan, UpOptions options) implements Request {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.up(this);
    }
  }

  /** Starts containers that exist. */
  record Start(StartOptions options) implements Request {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.start(this);
    }
  }

  /** Stops containers. */
  record Stop(StopOptions options) implements Request {
    @Override
    public Urgency urgency() {
      return Urgency.STOP;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.stop(this);
    }
  }

  /** Stops and starts containers. */
  record Restart(StopOptions options) implements Request {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.restart(this);
    }
  }

  /** Sends a signal to containers. */
  record Kill(KillOptions options) implements Request {
    @Override
    public Urgency urgency() {
      return Urgency.KILL;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.kill(this);
    }
  }

  /** Pauses containers. */
  record Pause(PauseOptions options) implements Request {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.pause(this);
    }
  }

  /** Lets paused containers go on. */
  record Unpause(PauseOptions options) implements Request {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.unpause(this);
    }
  }

  /** Removes the project's containers and its pod. */
  record Down(DownOptions options) implements Request {
    @Override
    public Urgency urgency() {
      return Urgency.STOP;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.down(this);
    }
  }

  /** Lets a pod join a network. */
  record Connect(ContainerName pod, AttachmentPlan place) implements Request {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.connect(this);
    }
  }

  /** Lets a pod leave a network. */
  record Disconnect(ContainerName pod, NetworkName network) implements Request {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.disconnect(this);
    }
  }

  /** Changes nothing: is answered once nothing of the project runs or is about to. */
  record AwaitEnd() implements Request {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.awaitEnd(this);
    }
  }

  /** A new kind breaks every place that must know of it. */
  interface Visitor<R> {
    R up(Up request);

    R start(Start request);

    R stop(Stop request);

    R restart(Restart request);

    R kill(Kill request);

    R pause(Pause request);

    R unpause(Unpause request);

    R down(Down request);

    R connect(Connect request);

    R disconnect(Disconnect request);

    R awaitEnd(AwaitEnd request);
  }
}
