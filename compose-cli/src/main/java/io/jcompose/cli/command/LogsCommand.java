package io.jcompose.cli.command;

import io.jcompose.cli.exit.ExitCode;
import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.LineCount;
import io.jcompose.cli.option.PointInTime;
import io.jcompose.cli.option.ReplicaNumber;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.output.Colours;
import io.jcompose.cli.output.LogPrinter;
import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.value.LogDriver;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.Logs;
import io.jcompose.scheduler.runtime.Logs.LogLine;
import io.jcompose.scheduler.runtime.Logs.LogReader;
import io.jcompose.scheduler.runtime.Logs.LogSelection;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** {@code jcompose logs}. */
final class LogsCommand implements Callable<Integer> {
  private final Tools tools;
  private final ServiceArguments services;
  private final Flag follow;
  private final Supplier<Optional<Instant>> since;
  private final Supplier<Optional<Instant>> until;
  private final Supplier<OptionalInt> tail;
  private final Flag timestamps;
  private final Supplier<Integer> index;
  private final Flag noColour;
  private final Flag noPrefix;

  LogsCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Show what containers wrote.");
    services = new ServiceArguments(syntax);
    follow =
        syntax.flag(
            "-f, --follow",
            "Go on with what they write, also when they are restarted or made anew, until none of"
                + " them runs.");
    since =
        syntax
            .option(
                "--since=TIME",
                "No lines from before: '2026-11-27T08:30:00', or how long ago, like '10m'.")
            .as(this::pointInTime)
            .optional();
    until =
        syntax
            .option("--until=TIME", "No lines from after; written like '--since'.")
            .as(this::pointInTime)
            .optional();
    tail =
        syntax
            .option("-n, --tail=LINES", "How many lines of each container; 'all' by default.")
            .as(LineCount::parse)
            .orElse(OptionalInt.empty());
    timestamps = syntax.flag("-t, --timestamps", "Show when each line was written.");
    index =
        syntax
            .option("--index=NUMBER", "Only the replica of that number; all by default.")
            .as(ReplicaNumber::parse)
            .orElse(0);
    noColour = syntax.flag("--no-color", "Use no colours.");
    noPrefix = syntax.flag("--no-log-prefix", "Do not show which container wrote a line.");
  }

  @Override
  public Integer call() throws InterruptedException {
    if (index.get() != 0 && services.names().size() != 1) {
      throw new UsageFailure(
          "'--index' needs exactly one service", "name the service whose replica it is");
    }
    LogSelection selection = new LogSelection(tail.get(), since.get(), until.get());
    ProjectState state = new ExistingProject(tools).state();
    Set<ServiceName> selected = state.select(services.names());
    List<ContainerStatus> all = wanted(state.of(selected));
    if (index.get() != 0 && all.isEmpty()) {
      throw new CommandFailure(
          "service '" + services.names().get(0) + "' has no container number " + index.get(),
          "see with 'jcompose ps -a' which it has");
    }
    List<ContainerStatus> containers = all.stream().filter(LogsCommand::isKept).toList();
    LogPrinter printer = printer();
    ServiceLogs.announce(printer, containers);
    ExitCode code = ExitCode.OK;
    if (follow.isSet()) {
      code = follow(state, selected, containers, selection, printer);
    } else {
      printAll(containers, selection, printer);
    }
    return (tellOfThoseNotKept(all) && code == ExitCode.OK ? ExitCode.FAILED : code).number();
  }

  private ExitCode follow(
      ProjectState state,
      Set<ServiceName> selected,
      List<ContainerStatus> first,
      LogSelection selection,
      LogPrinter printer)
      throws InterruptedException {
    ContainerRuntime runtime = tools.runtime().get();
    ProjectName project = state.project();
    var logs =
        new ServiceLogs(
            runtime.logs(),
            printer,
            () ->
                wanted(ProjectState.read(project, runtime).of(selected)).stream()
                    .filter(LogsCommand::isKept)
                    .toList(),
            // a supervisor of a project of which nothing runs is about to start something, or ends
            () ->
                !ServiceLogs.anyAlive(runtime.containers().list(project))
                    && tools.supervisors().isSupervised(project));
    return logs.follow(first, selection, () -> isOver(selection));
  }

  private Instant pointInTime(String text) {
    return PointInTime.parse(text, tools.clock().instant(), ZoneId.systemDefault());
  }

  /** Leaves out replicas that were not asked for, and services that show their output by name. */
  private List<ContainerStatus> wanted(List<ContainerStatus> containers) {
    return containers.stream()
        .filter(
            container -> {
              ContainerPlan plan = container.spec().plan();
              return (index.get() == 0 || plan.number() == index.get())
                  && (plan.console().attach() || !services.names().isEmpty());
            })
        .toList();
  }

  private static boolean isKept(ContainerStatus container) {
    return container.spec().plan().console().logDriver() != LogDriver.NONE;
  }

  private boolean tellOfThoseNotKept(List<ContainerStatus> containers) {
    List<String> services =
        containers.stream()
            .filter(container -> !isKept(container))
            .map(container -> container.spec().plan().service().value())
            .distinct()
            .toList();
    services.forEach(
        service ->
            tools
                .console()
                .errorLine(
                    "jcompose: nothing is kept of what service '"
                        + service
                        + "' writes: its log driver is 'none'\n"
                        + "  hint: remove 'logging.driver' from it, and run 'jcompose up -d'"));
    return !services.isEmpty();
  }

  private boolean isOver(LogSelection selection) {
    return selection.until().filter(tools.clock().instant()::isAfter).isPresent();
  }

  private LogPrinter printer() {
    Colours colours = noColour.isSet() ? Colours.OFF : tools.appearance().colours();
    return new LogPrinter(
        tools.console(), new LogPrinter.Style(!noPrefix.isSet(), timestamps.isSet(), colours));
  }

  /** Prints the lines of all containers in the order they were written. */
  private void printAll(
      List<ContainerStatus> containers, LogSelection selection, LogPrinter printer) {
    Logs logs = tools.runtime().get().logs();
    List<LogReader> readers = new ArrayList<>();
    try {
      PriorityQueue<Head> heads =
          new PriorityQueue<>(Comparator.comparing(head -> head.line().at()));
      for (ContainerStatus container : containers) {
        LogReader reader = logs.open(container.name(), selection);
        readers.add(reader);
        Head.of(reader).ifPresent(heads::add);
      }
      for (Head head = heads.poll(); head != null; head = heads.poll()) {
        printer.print(head.line());
        Head.of(head.reader()).ifPresent(heads::add);
      }
    } finally {
      readers.forEach(LogReader::close);
    }
  }

  /** The next line of a reader. */
  private record Head(LogReader reader, LogLine line) {
    static Optional<Head> of(LogReader reader) {
      return reader.next(Duration.ZERO).map(line -> new Head(reader, line));
    }
  }
}
