package io.jcompose.scheduler.event;

import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.runtime.ContainerNotes;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Something that happened while the scheduler worked. */
public sealed interface Event {
  /** Returns when it happened. */
  Instant at();

  /** Returns what {@code visitor} makes of this kind of event. */
  <R> R accept(Visitor<R> visitor);

  /**
   * A step of an action begins.
   *
   * @param total how many steps the action has
   */
  record StepStarted(Instant at, StepLabel step, int total) implements Event {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.stepStarted(this);
    }
  }

  /** A step did what it was to do. */
  record StepSucceeded(Instant at, StepLabel step) implements Event {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.stepSucceeded(this);
    }
  }

  /** A step could not do what it was to do. */
  record StepFailed(Instant at, StepLabel step, String message, String hint) implements Event {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.stepFailed(this);
    }
  }

  /**
   * A step was not tried.
   *
   * @param because a clause, such as {@code "'start container shop-db-1' failed"}
   */
  record StepSkipped(Instant at, StepLabel step, String because) implements Event {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.stepSkipped(this);
    }
  }

  /** Something the user should know that stops nothing. */
  record Warning(Instant at, String message) implements Event {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.warning(this);
    }
  }

  /** A container's run ended, on its own or because it was told to. */
  record ContainerExited(Instant at, ContainerName container, int code) implements Event {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.containerExited(this);
    }
  }

  /**
   * A container's restart policy is going to start it again.
   *
   * @param delay until then
   */
  record ContainerRestarting(Instant at, ContainerName container, Duration delay) implements Event {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.containerRestarting(this);
    }
  }

  /** A container's restart policy has started it again. */
  record ContainerRestarted(Instant at, ContainerName container) implements Event {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.containerRestarted(this);
    }
  }

  /** A container's health is not what it was. */
  record HealthChanged(Instant at, ContainerName container, ContainerNotes.Health health)
      implements Event {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.healthChanged(this);
    }
  }

  /**
   * A health probe was made. Told to those who ask for the last ones, and to nobody as it happens.
   *
   * @param at when it was over
   * @param begun when it began
   * @param exitCode 0 is good; -1 if it took too long or could not be run
   * @param output the end of what it wrote
   * @param failures in a row, this one included, as far as they count
   */
  record Probed(
      Instant at, ContainerName container, Instant begun, int exitCode, String output, int failures)
      implements Event {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.probed(this);
    }
  }

  /**
   * An entry of the record of what happened to containers. It says all that a reader needs, as the
   * container may be gone by then; displays have events of their own.
   *
   * @param id of the container
   * @param detail what docker tells behind the action: the words of a further program
   * @param attributes what docker tells with it: {@code name}, {@code image}, the labels, and by
   *     the action {@code exitCode}, {@code execID} or {@code signal}
   */
  record Recorded(
      Instant at,
      ContainerName container,
      String id,
      ServiceName service,
      ContainerAction action,
      Optional<String> detail,
      Map<String, String> attributes)
      implements Event {
    public Recorded {
      attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    /** Returns action and detail in docker's form: {@code exec_create: sh -c ls}. */
    public String words() {
      return action + detail.map(text -> ": " + text).orElse("");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.recorded(this);
    }
  }

  /** A new kind breaks every place that must know of it. */
  interface Visitor<R> {
    R stepStarted(StepStarted event);

    R stepSucceeded(StepSucceeded event);

    R stepFailed(StepFailed event);

    R stepSkipped(StepSkipped event);

    R warning(Warning event);

    R containerExited(ContainerExited event);

    R containerRestarting(ContainerRestarting event);

    R containerRestarted(ContainerRestarted event);

    R healthChanged(HealthChanged event);

    R probed(Probed event);

    R recorded(Recorded event);
  }
}
