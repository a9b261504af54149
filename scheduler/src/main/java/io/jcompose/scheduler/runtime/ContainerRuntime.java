package io.jcompose.scheduler.runtime;

import io.jcompose.model.value.ProjectName;
import java.util.List;

/**
 * A container engine as the scheduler needs it: a handful of small roles, not one wide surface.
 *
 * <p>An engine keeps what it is told on disk: a container, once created, is known to every later
 * process that opens the same engine. Two processes must not change one project at the same time;
 * whoever changes a project holds its lock (see {@code io.jcompose.cli.supervisor}). Reading is
 * always allowed.
 *
 * <p>All methods of all roles may be called from several threads. Failures are {@link
 * RuntimeFailure}.
 */
public interface ContainerRuntime extends AutoCloseable {
  /** Returns what this engine offers; asked before planning, so that "cannot" is said up front. */
  RuntimeCapabilities capabilities();

  /** Returns the role that knows images. */
  Images images();

  /** Returns the role that knows named volumes. */
  Volumes volumes();

  /** Returns the role that knows secrets that belong to no project. */
  Secrets secrets();

  /** Returns the role that knows what each project was told to be. */
  Projects projects();

  /** Returns the role that knows networks. */
  Networks networks();

  /** Returns the role that knows pods: network namespaces with their published ports. */
  Pods pods();

  /** Returns the role that knows containers. */
  Containers containers();

  /** Returns the role that reads what containers wrote. */
  Logs logs();

  /** Returns the role that moves files into containers and out of them. */
  ContainerFiles files();

  /** Returns the role that knows what containers do and use. */
  Statistics statistics();

  /**
   * Takes charge of a project: collects the output and the exits of all its containers that run,
   * whoever started them, forwards its ports, and corrects what is recorded as running but is gone.
   * Until then, and after {@link #close}, output waits in the kernel.
   *
   * <p>A second call for the same project only brings the records up to date.
   *
   * @return the project's containers, the pod's infra not included
   */
  List<ContainerStatus> adopt(ProjectName project);

  /** Gives up what this process holds. Containers run on. A second call does nothing. */
  @Override
  void close();
}
