package io.jcompose.cli.command;

import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.output.PlainText;
import io.jcompose.cli.output.Table;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.ProcessStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;

/** {@code jcompose top}; its columns are those of {@code ps -ef}. */
final class TopCommand implements Runnable {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMMdd", Locale.ROOT);

  private final Tools tools;
  private final ServiceArguments services;

  TopCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("List the processes of containers, as the host sees them.");
    services = new ServiceArguments(syntax);
  }

  @Override
  public void run() {
    ProjectState state =
        ProjectState.supervised(
            tools.projects().name(), tools.runtime().get(), tools.supervisors());
    Set<ServiceName> selected = state.select(services.names());
    Table table =
        new Table("SERVICE", "#", "UID", "PID", "PPID", "C", "STIME", "TTY", "TIME", "CMD");
    Instant now = tools.clock().instant();
    boolean empty = true;
    for (ContainerStatus container : state.of(selected)) {
      for (ProcessStatus process : tools.runtime().get().statistics().processes(container.name())) {
        addRow(table, container, process, now);
        empty = false;
      }
    }
    if (!empty) {
      table.lines().forEach(tools.console()::line);
    }
  }

  private static void addRow(
      Table table, ContainerStatus container, ProcessStatus process, Instant now) {
    table.row(
        container.spec().plan().service().value(),
        Integer.toString(container.spec().plan().number()),
        process.user(),
        Long.toString(process.pid()),
        Long.toString(process.parent()),
        Long.toString(percent(process, now)),
        begin(process.started(), now),
        process.terminal().orElse("?"),
        clockTime(process.processorTime()),
        PlainText.of(process.command()));
  }

  /** Returns the share of a processor that it has used since it began, as ps(1) has it. */
  private static long percent(ProcessStatus process, Instant now) {
    long lifetime = Duration.between(process.started(), now).toMillis();
    return lifetime <= 0 ? 0 : Math.min(99, process.processorTime().toMillis() * 100 / lifetime);
  }

  private static String begin(Instant started, Instant now) {
    ZoneId here = ZoneId.systemDefault();
    ZonedDateTime begin = started.atZone(here);
    return begin.toLocalDate().equals(LocalDate.ofInstant(now, here))
        ? TIME.format(begin)
        : DAY.format(begin);
  }

  private static String clockTime(Duration time) {
    return String.format(
        Locale.ROOT, "%02d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
  }
}
