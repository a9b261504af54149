package io.jcompose.scheduler.runtime;

import io.jcompose.model.plan.ContainerSpec;
import io.jcompose.model.value.ContainerName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A container as it is.
 *
 * @param id 64 hexadecimal digits, for display
 * @param spec what it was made of
 * @param imageId of the image it was made of, as {@link Images.Image#id}
 * @param state as recorded: a run has ended once its end is known, which is a moment later
 * @param pid of its process 1 as the host sees it, as long as that is there
 * @param started when it was last started, if ever
 * @param exit how its last run ended; empty if it never ran or runs
 * @param ofEarlierBoot whether its last run was before the machine was last booted: what ended it
 *     may have been the machine's shutdown
 */
public record ContainerStatus(
    String id,
    ContainerSpec spec,
    String imageId,
    Instant created,
    State state,
    Optional<Long> pid,
    Optional<Instant> started,
    Optional<ExitStatus> exit,
    boolean ofEarlierBoot,
    ContainerNotes notes) {

  /** What a container is doing. */
  public enum State {
    CREATED,
    RUNNING,
    /** It runs, and the kernel gives its processes no time. */
    PAUSED,
    EXITED
  }

  /** Returns its name. */
  public ContainerName name() {
    return spec.plan().name();
  }

  /** Returns how long its last run lasted, as far as that is known; zero otherwise. */
  public Duration ranFor() {
    return started
        .flatMap(since -> exit.map(end -> Duration.between(since, end.at())))
        .orElse(Duration.ZERO);
  }

  /** Returns whether it has processes, paused or not. */
  public boolean running() {
    return state == State.RUNNING || state == State.PAUSED;
  }

  /** Returns whether it is paused. */
  public boolean paused() {
    return state == State.PAUSED;
  }
}
