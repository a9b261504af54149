package io.jcompose.scheduler.ready;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.project.RestartPolicy;
import io.jcompose.scheduler.runtime.ContainerNotes.Health;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.ExitStatus;
import java.time.Instant;
import java.util.Optional;

/** Decides whether a condition is met, can still come, or cannot. */
final class ConditionCheck {
  private final ContainerStatus status;
  private final String subject;

  /** The answer; an {@code impossible} one comes with what to tell the user. */
  sealed interface Verdict {
    record Met() implements Verdict {}

    record Pending() implements Verdict {}

    record Impossible(NotReadyException why) implements Verdict {}
  }

  private ConditionCheck(ContainerStatus status, String subject) {
    this.status = status;
    this.subject = subject;
  }

  static Verdict judge(Condition condition, ContainerStatus status) {
    String subject = "container " + status.name();
    ConditionCheck check =
        new ConditionCheck(
            status,
            condition == Condition.READY ? subject : "dependency failed to start: " + subject);
    return switch (condition) {
      case STARTED -> check.started();
      case HEALTHY -> check.healthy();
      case COMPLETED -> check.completed();
      case READY -> check.ready();
    };
  }

  /**
   * Judges whether a container is still as good as when it got ready.
   *
   * @param run when the run began that is meant; another one is a failure
   */
  static Verdict judgeRun(Optional<Instant> run, ContainerStatus status) {
    ConditionCheck check = new ConditionCheck(status, "container " + status.name());
    if (!status.running()) {
      return check.isDone() ? new Verdict.Met() : check.exited();
    }
    if (!status.started().equals(run)) {
      return check.impossible(
          check.subject + " has ended and was started again",
          "see 'jcompose logs " + check.service() + "'",
          "");
    }
    boolean probed = status.spec().health().isPresent();
    Verdict health = probed ? check.byHealth() : new Verdict.Met();
    return health instanceof Verdict.Impossible ? health : new Verdict.Pending();
  }

  private Verdict started() {
    return status.state() == ContainerStatus.State.CREATED ? notStarted() : new Verdict.Met();
  }

  private Verdict healthy() {
    if (status.spec().health().isEmpty()) {
      return impossible(
          subject + " has no healthcheck configured",
          "add a 'healthcheck' to service '"
              + service()
              + "', or wait for 'service_started' instead",
          "");
    }
    return switch (status.state()) {
      case CREATED -> notStarted();
      case EXITED -> RestartRule.comesBack(status) ? new Verdict.Pending() : exited();
      case RUNNING, PAUSED -> byHealth();
    };
  }

  private Verdict byHealth() {
    Health health = status.notes().health().orElse(Health.STARTING);
    return switch (health) {
      case STARTING -> new Verdict.Pending();
      case HEALTHY -> new Verdict.Met();
      case UNHEALTHY ->
          impossible(
              subject + " is unhealthy",
              "see 'jcompose logs "
                  + service()
                  + "', and try its 'healthcheck.test' by hand with"
                  + " 'jcompose exec'",
              status.notes().healthOutput());
    };
  }

  private Verdict completed() {
    return switch (status.state()) {
      case CREATED -> notStarted();
      case RUNNING, PAUSED -> new Verdict.Pending();
      case EXITED -> {
        if (exitCode() == 0) {
          yield new Verdict.Met();
        }
        yield RestartRule.comesBack(status)
            ? new Verdict.Pending()
            : impossible(
                whole() + " didn't complete successfully: exit " + exitCode(),
                "see 'jcompose logs " + service() + "'",
                "");
      }
    };
  }

  private Verdict ready() {
    if (isDone()) {
      return new Verdict.Met();
    }
    if (status.spec().health().isPresent()) {
      return healthy();
    }
    return switch (status.state()) {
      case CREATED -> notStarted();
      case RUNNING, PAUSED -> new Verdict.Met();
      case EXITED -> RestartRule.comesBack(status) ? new Verdict.Pending() : exited();
    };
  }

  /** Whether it has done what it was for. */
  private boolean isDone() {
    return status.state() == ContainerStatus.State.EXITED
        && exitCode() == 0
        && status.spec().plan().restart().kind() == RestartPolicy.Kind.NO;
  }

  private Verdict notStarted() {
    return impossible(
        subject + " was never started", "run 'jcompose start " + service() + "' to see why", "");
  }

  private Verdict exited() {
    return impossible(
        subject + " exited (" + exitCode() + ")", "see 'jcompose logs " + service() + "'", "");
  }

  private int exitCode() {
    return status.exit().map(ExitStatus::code).orElse(ExitStatus.UNKNOWN);
  }

  private String whole() {
    ContainerPlan plan = status.spec().plan();
    String service = "service '" + service() + "'";
    return plan.isPreStart() ? "pre_start hook " + -plan.number() + " of " + service : service;
  }

  private String service() {
    return status.spec().plan().service().value();
  }

  private Verdict impossible(String message, String hint, String probeOutput) {
    return new Verdict.Impossible(new NotReadyException(status.name(), message, hint, probeOutput));
  }
}
