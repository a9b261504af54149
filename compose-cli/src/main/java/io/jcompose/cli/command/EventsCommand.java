package io.jcompose.cli.command;

import io.jcompose.cli.exit.ExitCode;
import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.PointInTime;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.supervisor.Request;
import io.jcompose.model.value.ProjectName;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * {@code jcompose events}. The project's supervisor tells them; where there is none nothing
 * happens, and one that comes is followed.
 */
final class EventsCommand implements Callable<Integer> {
  /** How often it looks whether a supervisor has come. */
  private static final int PAUSE_MILLIS = 100;

  private final Tools tools;
  private final ServiceArguments services;
  private final Flag json;
  private final Supplier<Optional<Instant>> since;
  private final Supplier<Optional<Instant>> until;

  EventsCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Tell what happens to the project's containers, as it happens.");
    services = new ServiceArguments(syntax);
    json = syntax.flag("--json", "Print an object of JSON a line.");
    since =
        syntax
            .option(
                "--since=TIME",
                "Begin with what happened then, as far as it is remembered: 10m ago, or a time.")
            .as(this::moment)
            .optional();
    until = syntax.option("--until=TIME", "End then.").as(this::moment).optional();
  }

  private Instant moment(String text) {
    return PointInTime.parse(text, tools.clock().instant(), ZoneId.systemDefault());
  }

  @Override
  public Integer call() throws InterruptedException {
    ProjectName project = tools.projects().name();
    EventLines lines =
        new EventLines(tools.console(), selected(project), json.isSet(), ZoneId.systemDefault());
    Instant begin = since.get().orElseGet(tools.clock()::instant);
    boolean over = false;
    while (!over) {
      Instant from = lines.afterLast().orElse(begin);
      // asked even if the end is past: what is remembered is told
      over =
          tools
                  .supervisors()
                  .follow(project, new Request.TellEvents(from, until.get()), lines::print)
              || until.get().filter(end -> !end.isAfter(tools.clock().instant())).isPresent();
      if (!over) {
        Thread.sleep(PAUSE_MILLIS);
      }
    }
    return ExitCode.OK.number();
  }

  /** A project that is not here yet may have any service. */
  private Set<String> selected(ProjectName project) {
    ProjectState state = ProjectState.read(project, tools.runtime().get());
    if (!state.isAbsent()) {
      state.select(services.names());
    }
    return Set.copyOf(services.names());
  }
}
