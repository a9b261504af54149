package io.jcompose.scheduler.runtime;

import io.jcompose.model.plan.ContainerSpec;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.Port;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** The containers of an engine. */
public interface Containers {
  /**
   * Makes a container that does not run yet. All of it or nothing.
   *
   * @throws RuntimeFailure if the name is taken on this host, or the image is not here
   */
  void create(ContainerSpec spec);

  /**
   * Makes a container anew in place of the one of that name, which must not run; it has another id
   * then. All of it or nothing: after a failure the old one is as it was. Anonymous volumes stay
   * with their targets; those whose target is no more are removed.
   *
   * @param renewVolumes whether anonymous volumes are made anew too
   * @throws RuntimeFailure if there is no container of that name, it runs, or the image is not here
   */
  void replace(ContainerSpec spec, boolean renewVolumes);

  /**
   * Starts the container in its project's pod, which must run. One that runs is left as it is.
   *
   * <p>When this returns, the program has been executed: a program that cannot be is a failure here
   * (its exit status is recorded as 127 where it does not exist and 126 where it cannot be run).
   */
  void start(ContainerName name);

  /**
   * Stops the container and returns once none of its processes is left: sends {@code signal}, waits
   * up to {@code grace}, then kills. A container that does not run is left as it is; one that is
   * paused goes on, so that it can heed the signal.
   *
   * <p>Interrupting the calling thread ends the wait early with the interrupt flag set and an empty
   * answer; the container may then still be stopping.
   *
   * @param grace zero kills at once
   * @return how it ended, or empty if it never ran
   */
  Optional<ExitStatus> stop(ContainerName name, Signal signal, Duration grace);

  /**
   * Sends a signal to the container's process 1; one that does not run is left as it is. One that
   * is paused hears it once it goes on; SIGKILL ends it at once.
   */
  void kill(ContainerName name, Signal signal);

  /**
   * Keeps all processes of the container from running, and returns once none of them does. They
   * stay so, whatever becomes of this process, until {@link #unpause}, {@link #stop} or SIGKILL.
   *
   * @throws RuntimeFailure if it does not run or is paused already, or if its processes do not come
   *     to rest; then none of them is kept from running
   */
  void pause(ContainerName name);

  /**
   * Lets the processes of a paused container go on.
   *
   * @throws RuntimeFailure if it is not paused
   */
  void unpause(ContainerName name);

  /**
   * Removes the container and what it wrote into its own root; it must not run. One that is gone is
   * a success, and what an earlier attempt left is removed.
   */
  void remove(ContainerName name, RemoveOptions options);

  /** Returns the container of that name. */
  Optional<ContainerStatus> find(ContainerName name);

  /** Returns a project's containers, the pod's infra not included, sorted by name. */
  List<ContainerStatus> list(ProjectName project);

  /**
   * Returns how the container's present run ends, once it ends; the last run's end if it does not
   * run. Once the stage completes, {@link #find} shows the container as it then is. Only for a
   * project that this process {@linkplain ContainerRuntime#adopt adopted} or whose containers it
   * started.
   */
  CompletionStage<ExitStatus> exit(ContainerName name);

  /**
   * Runs a further program in a running container and waits for it.
   *
   * <p>Interrupting the calling thread kills the program.
   *
   * @return its exit code, or 0 at once where its streams are {@linkplain
   *     ExecSpec.Streams.Discarded discarded}; 127 where the program does not exist, 126 where it
   *     cannot be run
   * @throws RuntimeFailure if the container does not run, or is paused
   */
  int exec(ContainerName name, ExecSpec spec);

  /**
   * Joins streams to a container's own. Output is what it writes from now on. One that does not
   * run, or is not there yet, is waited for: what counts then is its next run, from its beginning.
   *
   * <p>Input reaches a container whose console has {@code stdinOpen} only. Where it has {@code
   * stdinOnce}, the container's input is at its end as soon as nobody is attached who may still
   * give some: attach before it is started.
   */
  Attachment attach(ProjectName project, ContainerName name, AttachSpec spec);

  /**
   * Returns the ports, TCP and UDP, that the container's programs listen on in its pod, as far as
   * the engine can see; none if it does not run.
   */
  Set<Port> listening(ContainerName name);

  /** Keeps what the scheduler knows of the container beside it, for later processes to read. */
  void note(ContainerName name, ContainerNotes notes);

  /**
   * How much of a container is removed.
   *
   * @param withVolumes also its anonymous volumes
   */
  record RemoveOptions(boolean withVolumes) {}
}
