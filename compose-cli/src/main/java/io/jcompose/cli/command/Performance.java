package io.jcompose.cli.command;

import io.jcompose.cli.exit.ExitCode;
import io.jcompose.cli.output.ProgressDisplay;
import io.jcompose.cli.output.ResultPrinter;
import io.jcompose.cli.pull.DueImage;
import io.jcompose.cli.supervisor.Actor;
import io.jcompose.cli.supervisor.Rehearsal;
import io.jcompose.cli.supervisor.Request;
import io.jcompose.scheduler.ActionResult;
import io.jcompose.scheduler.event.EventSink;
import java.util.List;
import java.util.stream.Collectors;

/** Has a request carried out, shows how it comes along and how it ended. */
final class Performance {
  private final Tools tools;

  Performance(Tools tools) {
    this.tools = tools;
  }

  /** Returns the exit code of {@code request}, carried out by {@code actor}. */
  ExitCode of(Actor actor, Request request) {
    return report(carryOut(actor, request));
  }

  /**
   * Returns how {@code request}, carried out by {@code actor}, ended; with {@code --dry-run} it
   * prints what would be done instead.
   */
  ActionResult carryOut(Actor actor, Request request) {
    if (tools.options().dryRun()) {
      return rehearse(request, List.of());
    }
    try (ProgressDisplay display = tools.appearance().display(tools.console())) {
      return actor.perform(request, display);
    }
  }

  /**
   * Prints what {@code request} would do, and returns how that would be begun.
   *
   * @param due images that would be fetched first; what they say is not known, and left out
   */
  ActionResult rehearse(Request request, List<DueImage> due) {
    due.forEach(image -> tools.console().line(image.toString()));
    return new Rehearsal(
            tools.projects().name(),
            tools.runtime().get(),
            tools.clock(),
            due.stream().map(image -> image.image().image()).collect(Collectors.toSet()),
            plan -> tools.console().print(plan.text()))
        .perform(request, EventSink.SILENT);
  }

  /** Shows how an action ended, and returns the exit code for it. */
  ExitCode report(ActionResult result) {
    new ResultPrinter(tools.console()).print(result);
    if (result.cancelled()) {
      return ExitCode.INTERRUPTED;
    }
    return result.succeeded() ? ExitCode.OK : ExitCode.FAILED;
  }
}
