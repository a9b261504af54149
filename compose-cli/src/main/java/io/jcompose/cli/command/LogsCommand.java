package io.jcompose.cli.command;

import io.jcompose.cli.exit.ExitCode;
import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.LineCount;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.output.Colours;
import io.jcompose.cli.output.LogPrinter;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.Logs;
import io.jcompose.scheduler.runtime.Logs.LogLine;
import io.jcompose.scheduler.runtime.Logs.LogReader;
import java.time.Duration;
import java.time.Instant;
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
  private static final Duration PAUSE = Duration.ofMillis(300);

  private final Tools tools;
  private final ServiceArguments services;
  private final Flag follow;
  private final Supplier<OptionalInt> tail;
  private final Flag timestamps;
  private final Flag noColour;
  private final Flag noPrefix;

  LogsCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Show what containers wrote.");
    services = new ServiceArguments(syntax);
    follow = syntax.flag("-f, --follow", "Go on with what they write, until none of them runs.");
    tail =
        syntax
            .option("-n, --tail=LINES", "How many lines of each container; 'all' by default.")
            .as(LineCount::parse)
            .orElse(OptionalInt.empty());
    timestamps = syntax.flag("-t, --timestamps", "Show when each line was written.");
    noColour = syntax.flag("--no-color", "Use no colours.");
    noPrefix = syntax.flag("--no-log-prefix", "Do not show which container wrote a line.");
  }

  @Override
  public Integer call() throws InterruptedException {
    ProjectState state = new ExistingProject(tools).state();
    Set<ServiceName> selected = state.select(services.names());
    LogPrinter printer = printer();
    announce(printer, state.of(selected));
    if (follow.isSet()) {
      return follow(state, selected, printer).number();
    }
    printAll(state.of(selected), printer);
    return ExitCode.OK.number();
  }

  private LogPrinter printer() {
    Colours colours = noColour.isSet() ? Colours.OFF : tools.appearance().colours();
    return new LogPrinter(
        tools.console(), new LogPrinter.Style(!noPrefix.isSet(), timestamps.isSet(), colours));
  }

  private static void announce(LogPrinter printer, List<ContainerStatus> containers) {
    containers.forEach(
        container -> printer.announce(container.name(), LogLabels.of(container.spec().plan())));
  }

  /** Prints the lines of all containers in the order they were written. */
  private void printAll(List<ContainerStatus> containers, LogPrinter printer) {
    Logs logs = tools.runtime().get().logs();
    List<LogReader> readers = new ArrayList<>();
    try {
      PriorityQueue<Head> heads =
          new PriorityQueue<>(Comparator.comparing(head -> head.line().at()));
      for (ContainerStatus container : containers) {
        LogReader reader = logs.open(container.name(), tail.get());
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

  private ExitCode follow(ProjectState first, Set<ServiceName> selected, LogPrinter printer)
      throws InterruptedException {
    try (LogFollower follower = new LogFollower(tools.runtime().get().logs(), printer)) {
      for (ContainerStatus container : first.of(selected)) {
        follower.follow(container.name(), tail.get(), Instant.EPOCH);
      }
      ProjectState state = first;
      while (!follower.isOutputClosed() && anyAlive(state.of(selected))) {
        Thread.sleep(PAUSE.toMillis());
        state = ProjectState.read(first.project(), tools.runtime().get());
        announce(printer, state.of(selected));
        for (ContainerName newcomer : names(state.of(selected))) {
          follower.follow(newcomer, OptionalInt.empty(), Instant.EPOCH);
        }
      }
      return follower.isOutputClosed() ? ExitCode.OUTPUT_CLOSED : ExitCode.OK;
    }
  }

  private static List<ContainerName> names(List<ContainerStatus> containers) {
    return containers.stream().map(ContainerStatus::name).toList();
  }

  private static boolean anyAlive(List<ContainerStatus> containers) {
    return containers.stream()
        .anyMatch(container -> container.running() || container.notes().restarting());
  }
}
