package io.jcompose.runtime.linux.process;

import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.runtime.host.Host;
import io.jcompose.scheduler.runtime.ExecSpec;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Door of the package: starts containers, finds them again, and runs further programs in them.
 *
 * <p>Safe to use from several threads; launches run side by side.
 */
@SuppressWarnings("DoNotCallSuggester") // for the hour in which the methods are being written
public final class ContainerLauncher implements AutoCloseable {
  private final Host host;
  private final Consumer<String> warnings;

  /**
   * Creates a launcher. Touches nothing yet.
   *
   * @param warnings told what the host lacks where a container runs without it, such as a cgroup
   *     controller
   */
  public ContainerLauncher(Host host, Consumer<String> warnings) {
    this.host = host;
    this.warnings = warnings;
  }

  /**
   * Starts a container and returns once its program has been executed. A failure leaves no process,
   * mount or cgroup behind.
   *
   * @throws ProgramNotRunException if there is no such program, or it cannot be run
   * @throws io.jcompose.scheduler.runtime.RuntimeFailure if anything else is in the way
   */
  public RunningProcess launch(LaunchSpec spec) {
    throw notYet(host + " " + warnings + " " + spec);
  }

  /**
   * Starts a pod's pause process: a program of the host that only sleeps, as nobody, without
   * capabilities, in namespaces of its own and the pod's network namespace.
   */
  public RunningProcess launchPause(PauseSpec spec) {
    throw notYet(spec);
  }

  /**
   * Takes up a process that an earlier jcompose started.
   *
   * @return empty if that process has ended
   */
  public Optional<RunningProcess> adopt(long pid, long startTicks) {
    throw notYet(pid + " " + startTicks);
  }

  /**
   * Runs a further program in a running container and waits for it. Interrupting the calling thread
   * kills the program, and the flag stays set.
   *
   * @return its exit code; 127 where the program does not exist, 126 where it cannot be run
   * @throws io.jcompose.scheduler.runtime.RuntimeFailure if the container does not run
   */
  public int exec(ExecTarget target, ExecSpec spec) {
    throw notYet(target + " " + spec);
  }

  /**
   * Kills what is left of a container and removes its cgroups; the pause process included. One of
   * which nothing is left is a success.
   */
  public void cleanUp(ProjectName project, ContainerName name) {
    throw notYet(project + " " + name);
  }

  /** Stops watching. Processes run on; their {@link RunningProcess#exit} stays open. */
  @Override
  public void close() {}

  private RuntimeException notYet(Object what) {
    return new IllegalStateException(what + " is being written");
  }
}
