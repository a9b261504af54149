package io.jcompose.cli.command;

import io.jcompose.cli.exit.ExitCode;
import io.jcompose.cli.exit.Interrupts;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.Signal;
import io.jcompose.scheduler.runtime.AttachSpec;
import io.jcompose.scheduler.runtime.Attachment;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/** A user whose terminal is joined to a container. */
final class AttachedSession {
  /** How often it is seen to that somebody collects what the container writes. */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  private final Tools tools;
  private final ProjectName project;
  private final ContainerName container;
  private final boolean passSignals;
  private volatile boolean interrupted;

  AttachedSession(Tools tools, ProjectName project, ContainerName container, boolean passSignals) {
    this.tools = tools;
    this.project = project;
    this.container = container;
    this.passSignals = passSignals;
  }

  /** Returns the exit code of the container, once it has ended, or why the session has. */
  int untilEnd(AttachSpec spec) {
    return untilEnd(spec, () -> true).orElseThrow();
  }

  /**
   * Returns the exit code of a container that is not started yet, once it has ended, or why the
   * session has.
   *
   * @param start called once all that the container writes is shown; returns whether it was started
   * @return empty if it was not
   */
  OptionalInt untilEnd(AttachSpec spec, BooleanSupplier start) {
    try (Attachment attachment =
        tools.runtime().get().containers().attach(project, container, spec)) {
      return Interrupts.hearing(
          () -> start.getAsBoolean() ? OptionalInt.of(told(attachment)) : OptionalInt.empty(),
          name -> interrupted(attachment, name));
    }
  }

  private int told(Attachment attachment) {
    EventReport report = new EventReport(tools, project, container);
    report.attached();
    Optional<Attachment.End> end = untilEnd(attachment);
    if (end.filter(Attachment.End.Detached.class::isInstance).isPresent()) {
      report.detached();
    }
    return end.map(AttachedSession::code).orElse(ExitCode.INTERRUPTED.number());
  }

  /** Returns how it ended; empty if this command was interrupted. */
  private Optional<Attachment.End> untilEnd(Attachment attachment) {
    while (!interrupted) {
      Optional<Attachment.End> end = attachment.await(BETWEEN_LOOKS);
      if (end.isPresent()) {
        return end;
      }
      // should the supervisor have died, what the container writes waits for another
      if (!tools.supervisors().isSupervised(project)) {
        tools.supervisors().ensure(project);
      }
    }
    return Optional.empty();
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
