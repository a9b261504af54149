package io.jcompose.cli.command;

import io.jcompose.cli.exit.ExitCode;
import io.jcompose.cli.exit.Interrupts;
import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.supervisor.Supervisor;
import io.jcompose.cli.supervisor.SupervisorReport;
import io.jcompose.model.error.JcomposeException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/**
 * {@code jcompose -p NAME supervise}: other commands start it where a supervisor is missing. Tells
 * them in one line that it listens or why it cannot; says nothing if the project has a supervisor.
 *
 * <p>With {@code --stay} a service manager starts it: it takes the project over from the supervisor
 * that there may be, and ends on SIGTERM alone. Containers run on.
 */
final class SuperviseCommand implements Callable<Integer> {
  /** How long the one who started it has for its request. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Tools tools;
  private final Flag stay;

  SuperviseCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Supervise what runs of a project.");
    syntax.hide();
    stay = syntax.flag("--stay", "Until a signal ends it, in the place of any other supervisor.");
  }

  @Override
  public Integer call() throws InterruptedException {
    if (stay.isSet()) {
      return untilSignalled().number();
    }
    try {
      Optional<Supervisor> here = tools.supervisors().become(tools.projects().name());
      if (here.isPresent()) {
        supervise(here.get());
      }
      return ExitCode.OK.number();
    } catch (JcomposeException e) {
      tools.console().line(SupervisorReport.refusal(e));
      return ExitCode.FAILED.number();
    }
  }

  private void supervise(Supervisor supervisor) {
    try (supervisor) {
      tools.console().line(SupervisorReport.READY);
      tools.detachment().release(supervisor.log());
      supervisor.serveUntilIdle(PATIENCE);
    }
  }

  private ExitCode untilSignalled() throws InterruptedException {
    CountDownLatch signalled = new CountDownLatch(1);
    return Interrupts.during(
        () -> {
          try (Supervisor supervisor = tools.supervisors().takeOver(tools.projects().name())) {
            supervisor.stayFor("'jcompose supervise'");
            tools.manager().ready("Supervising what runs");
            signalled.await();
            tools.manager().stopping();
          }
          return ExitCode.OK;
        },
        signalled::countDown);
  }
}
