package io.jcompose.cli.command;

import io.jcompose.cli.exit.ExitCode;
import io.jcompose.cli.exit.Interrupts;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.Signal;
import io.jcompose.scheduler.runtime.AttachSpec;
import io.jcompose.scheduler.runtime.Attachment;
import io.jcompose.scheduler.runtime.ContainerStatus;
import java.time.Duration;
import java.util.Optional;

/** A user whose terminal is joined to a container. */
final class AttachedSession {
  /** How often it is seen to that somebody collects what the container writes. */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  private final Tools tools;
  private final ContainerStatus container;
  private final boolean passSignals;
  private volatile boolean interrupted;

  AttachedSession(Tools tools, ContainerStatus container, boolean passSignals) {
    this.tools = tools;
    this.container = container;
    this.passSignals = passSignals;
  }

  /** Returns the exit code of the container, once it has ended, or why the session has. */
  int untilEnd(AttachSpec spec) {
    ProjectName project = container.spec().plan().project();
    try (Attachment attachment =
        tools.runtime().get().containers().attach(project, container.name(), spec)) {
      return Interrupts.hearing(
          () -> untilEnd(attachment, project), name -> interrupted(attachment, name));
    }
  }

  private int untilEnd(Attachment attachment, ProjectName project) {
    while (!interrupted) {
      Optional<Attachment.End> end = attachment.await(BETWEEN_LOOKS);
      if (end.isPresent()) {
        return code(end.get());
      }
      // should the supervisor have died, what the container writes waits for another
      if (!tools.supervisors().isSupervised(project)) {
        tools.supervisors().ensure(project);
      }
    }
    return ExitCode.INTERRUPTED.number();
  }

  private static int code(Attachment.End end) {
    if (end instanceof Attachment.End.Exited exited) {
      return exited.exit().code();
    }
    return (end instanceof Attachment.End.Detached ? ExitCode.OK : ExitCode.OUTPUT_CLOSED).number();
  }

  private void interrupted(Attachment attachment, String signal) {
    if (passSignals) {
      Signal.parse(signal).ifPresent(attachment::signal);
    } else {
      interrupted = true;
    }
  }
}
