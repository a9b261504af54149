package io.jcompose.cli.supervisor;

import io.jcompose.model.value.ProjectName;

/** Starts supervisors that outlive this process. */
public interface SupervisorStarter {
  /**
   * Starts a supervisor for {@code project} and returns once it listens; at once if another process
   * is the supervisor already, be it one that does not listen yet.
   *
   * @throws SupervisorFailure if it cannot supervise; the message says why
   */
  void start(ProjectName project);
}
