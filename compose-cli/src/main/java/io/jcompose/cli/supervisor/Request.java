package io.jcompose.cli.supervisor;

import io.jcompose.model.plan.AttachmentPlan;
import io.jcompose.model.plan.OneOffPlan;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.NetworkName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.DownOptions;
import io.jcompose.scheduler.KillOptions;
import io.jcompose.scheduler.PauseOptions;
import io.jcompose.scheduler.RemoveOptions;
import io.jcompose.scheduler.RestartOptions;
import io.jcompose.scheduler.StartOptions;
import io.jcompose.scheduler.StopOptions;
import io.jcompose.scheduler.UpOptions;
import io.jcompose.scheduler.event.ContainerAction;
import io.jcompose.scheduler.reconcile.UpChoices;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a project's supervisor can be asked for; the words of {@code Orchestrator}. */
public sealed interface Request {
  /** Returns what {@code visitor} makes of this kind of request. */
  <R> R accept(Visitor<R> visitor);

  /** Returns which earlier requests this one breaks off: those that are less urgent. */
  default Urgency urgency() {
    return Urgency.START;
  }

  /**
   * Returns whether something may run afterwards that did not before, so that the project needs a
   * supervisor that stays.
   */
  default boolean begins() {
    return urgency() == Urgency.START;
  }

  /** Returns whether a supervisor with nothing else to do stays on for it. */
  default boolean keepsSupervisor() {
    return true;
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

  /** Makes and starts one more container of a service. */
  record Run(PodPlan plan, OneOffPlan oneOff, boolean withDependencies, UpChoices choices)
      implements Request {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.run(this);
    }
  }

  /** Removes a container of {@link Run} that has ended, with its anonymous volumes and its pod. */
  record Discard(ContainerName container) implements Request {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.discard(this);
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
  record Restart(RestartOptions options) implements Request {
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

  /**
   * Removes containers that do not run; waits for those who begin something, as they may need it.
   */
  record Remove(RemoveOptions options) implements Request {
    @Override
    public boolean begins() {
      return false;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.remove(this);
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

  /**
   * Changes nothing: is answered once nothing of some services runs or is about to. Meanwhile each
   * container that ends is told, and first those that have ended already.
   *
   * @param services empty means all
   */
  record AwaitEnd(Set<ServiceName> services) implements Request {
    public AwaitEnd {
      services = Collections.unmodifiableSet(new TreeSet<>(services));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.awaitEnd(this);
    }
  }

  /**
   * Changes nothing: is answered once containers have stopped, for good or not. The end of each is
   * told as an event, of those that do not run too.
   *
   * @param containers those that are meant
   * @param first whether the first stop is enough
   */
  record AwaitStops(Set<ContainerName> containers, boolean first) implements Request {
    public AwaitStops {
      containers = Set.copyOf(containers);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.awaitStops(this);
    }
  }

  /**
   * Changes nothing: tells what happens to containers, until it is time or the client goes. Who
   * follows does not keep the supervisor from ending.
   *
   * @param since what is remembered of the time from then on is told first
   * @param until when it is answered; empty means never
   */
  record TellEvents(Instant since, Optional<Instant> until) implements Request {
    @Override
    public boolean keepsSupervisor() {
      return false;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.tellEvents(this);
    }
  }

  /**
   * Changes nothing: enters into the record of what happens to containers what a client does to one
   * by itself.
   */
  record Note(ContainerName container, List<Entry> entries) implements Request {
    public Note {
      entries = List.copyOf(entries);
    }

    /**
     * One entry.
     *
     * @param detail what is told behind the action
     * @param attributes what is told with it besides what is always told
     */
    public record Entry(
        ContainerAction action, Optional<String> detail, Map<String, String> attributes) {
      public Entry {
        attributes = Map.copyOf(attributes);
      }
    }

    @Override
    public boolean begins() {
      return false;
    }

    @Override
    public boolean keepsSupervisor() {
      return false;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.note(this);
    }
  }

  /**
   * Changes nothing: the supervisor ends as soon as nothing acts, so that the client can be the
   * next. Containers run on. Refused by one whose process is somebody's own.
   */
  record HandOver() implements Request {
    @Override
    public boolean begins() {
      return false;
    }

    @Override
    public boolean keepsSupervisor() {
      return false;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.handOver(this);
    }
  }

  /** Changes nothing: tells the last health probes of each container as events. */
  record TellProbes() implements Request {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.tellProbes(this);
    }
  }

  /** A new kind breaks every place that must know of it. */
  interface Visitor<R> {
    R up(Up request);

    R run(Run request);

    R discard(Discard request);

    R start(Start request);

    R stop(Stop request);

    R restart(Restart request);

    R kill(Kill request);

    R pause(Pause request);

    R unpause(Unpause request);

    R down(Down request);

    R remove(Remove request);

    R connect(Connect request);

    R disconnect(Disconnect request);

    R awaitEnd(AwaitEnd request);

    R awaitStops(AwaitStops request);

    R tellEvents(TellEvents request);

    R tellProbes(TellProbes request);

    R note(Note request);

    R handOver(HandOver request);
  }
}
