package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.output.Table;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.ResourceUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** {@code jcompose stats}. */
final class StatsCommand implements Runnable {
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final String CLEARED_SCREEN = "\033[H\033[2J";

  private final Tools tools;
  private final ServiceArguments services;
  private final Flag all;
  private final Flag once;
  private final Flag wholeIds;
  private final Supplier<ListFormat> format;

  StatsCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Show what containers use, anew each second.");
    services = new ServiceArguments(syntax);
    all = syntax.flag("-a, --all", "Show containers that do not run too.");
    once = syntax.flag("--no-stream", "Show it once, a second after the start.");
    wholeIds = syntax.flag("--no-trunc", "Show ids in full length.");
    format = ListFormat.option(syntax);
  }

  @Override
  public void run() {
    ProjectState first =
        ProjectState.supervised(
            tools.projects().name(), tools.runtime().get(), tools.supervisors());
    Set<ServiceName> selected = first.select(services.names());
    Map<ContainerName, ResourceUsage> before = usage(shown(first, selected));
    while (pause()) {
      // looked at anew: containers come and go
      List<ContainerStatus> shown =
          shown(ProjectState.read(first.project(), tools.runtime().get()), selected);
      Map<ContainerName, ResourceUsage> now = usage(shown);
      show(rows(shown, before, now));
      if (once.isSet()) {
        return;
      }
      before = now;
    }
  }

  /** Waits for the next reading; returns whether there is to be one. */
  private static boolean pause() {
    try {
      Thread.sleep(INTERVAL.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private List<ContainerStatus> shown(ProjectState state, Set<ServiceName> selected) {
    return state.of(selected).stream()
        .filter(container -> all.isSet() || container.running())
        .toList();
  }

  private Map<ContainerName, ResourceUsage> usage(List<ContainerStatus> containers) {
    Map<ContainerName, ResourceUsage> usage = new TreeMap<>();
    for (ContainerStatus container : containers) {
      tools
          .runtime()
          .get()
          .statistics()
          .usage(container.name())
          .ifPresent(reading -> usage.put(container.name(), reading));
    }
    return usage;
  }

  private List<StatsRow> rows(
      List<ContainerStatus> containers,
      Map<ContainerName, ResourceUsage> before,
      Map<ContainerName, ResourceUsage> now) {
    List<StatsRow> rows = new ArrayList<>();
    for (ContainerStatus container : containers) {
      rows.add(
          StatsRow.of(
              container,
              Optional.ofNullable(before.get(container.name())),
              Optional.ofNullable(now.get(container.name())),
              wholeIds.isSet()));
    }
    return rows;
  }

  private void show(List<StatsRow> rows) {
    List<String> lines =
        format.get().lines(rows.stream().map(StatsRow::toMap).toList(), () -> table(rows));
    boolean inPlace = format.get().headed() && tools.console().facts().out() && !once.isSet();
    if (!inPlace) {
      lines.forEach(tools.console()::line);
      return;
    }
    // at once: a screen that is cleared long before it is filled flickers
    tools.console().print(CLEARED_SCREEN + String.join("\n", lines) + "\n");
  }

  private static Table table(List<StatsRow> rows) {
    Table table = new Table(StatsRow.HEADINGS);
    rows.forEach(row -> table.row(row.cells()));
    return table;
  }
}
