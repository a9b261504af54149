package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.output.Ago;
import io.jcompose.cli.output.Table;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.runtime.ContainerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** {@code jcompose ps}. */
final class PsCommand implements Runnable {
  private static final int LONGEST_COMMAND = 20;

  private final Tools tools;
  private final ServiceArguments services;
  private final Flag all;
  private final Flag quiet;
  private final Flag servicesOnly;
  private final Flag orphans;
  private final Flag full;
  private final Supplier<List<StatusFilter>> statuses;
  private final Supplier<List<StatusFilter>> filters;
  private final Supplier<ListFormat> format;

  PsCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("List the project's containers; those that run by default.");
    services = new ServiceArguments(syntax);
    all =
        syntax.flag(
            "-a, --all", "List containers that do not run too, and the infra of shared pods.");
    quiet = syntax.flag("-q, --quiet", "Print ids only.");
    servicesOnly = syntax.flag("--services", "Print the names of the containers' services only.");
    orphans =
        syntax.flagOnByDefault(
            "--orphans",
            "List containers of services that the project no longer has; on by default.");
    full = syntax.flag("--no-trunc", "Print commands in full.");
    statuses =
        syntax
            .option("--status=STATUS", "Only containers in this state; may be repeated.")
            .as(StatusFilter::named)
            .repeated();
    filters =
        syntax
            .option("--filter=status=STATUS", "Like --status.")
            .as(StatusFilter::parse)
            .repeated();
    format = ListFormat.option(syntax);
  }

  @Override
  public void run() {
    ProjectState state =
        ProjectState.supervised(
            tools.projects().name(), tools.runtime().get(), tools.supervisors());
    List<ContainerRow> rows = rows(state);
    Instant now = tools.clock().instant();
    if (quiet.isSet()) {
      rows.forEach(row -> tools.console().line(row.id()));
    } else if (servicesOnly.isSet()) {
      rows.stream()
          .map(ContainerRow::service)
          .filter(service -> !service.isEmpty())
          .distinct()
          .forEach(tools.console()::line);
    } else {
      List<Map<String, Object>> maps = rows.stream().map(row -> row.toMap(now)).toList();
      format.get().writeLines(tools.console(), maps, () -> table(rows, now));
    }
  }

  private List<ContainerRow> rows(ProjectState state) {
    Set<ServiceName> selected = state.select(services.names());
    List<StatusFilter> wanted =
        Stream.concat(statuses.get().stream(), filters.get().stream()).toList();
    ProbeLog probes = probes(state);
    List<ContainerRow> rows = new ArrayList<>();
    for (ContainerStatus container : state.of(selected)) {
      ContainerRow row = ContainerRow.of(container, state.published(container), probes);
      boolean shown =
          wanted.isEmpty()
              ? all.isSet() || row.isAlive()
              : wanted.stream().anyMatch(filter -> filter.matches(row.state()));
      boolean hidden = container.spec().plan().isOneOff() && !all.isSet();
      if (shown
          && !hidden
          && (orphans.isSet() || !selected.isEmpty() || !state.isOrphan(container))) {
        rows.add(row);
      }
    }
    if (all.isSet() && wanted.isEmpty() && selected.isEmpty()) {
      state.sharedPods().stream().map(ContainerRow::ofInfra).forEach(rows::add);
    }
    return rows;
  }

  /** Asks for the health probes only where they may be shown. */
  private ProbeLog probes(ProjectState state) {
    return format.get().isTable()
        ? ProbeLog.NONE
        : ProbeLog.of(state.project(), state.containers(), tools.supervisors());
  }

  private Table table(List<ContainerRow> rows, Instant now) {
    Table table = new Table("NAME", "IMAGE", "COMMAND", "SERVICE", "CREATED", "STATUS", "PORTS");
    for (ContainerRow row : rows) {
      table.row(
          row.name(),
          row.image(),
          row.command().isEmpty() ? "" : "\"" + commandText(row) + "\"",
          row.service(),
          Ago.of(Duration.between(row.created(), now)) + " ago",
          row.status(now),
          row.portsText());
    }
    return table;
  }

  private String commandText(ContainerRow row) {
    String line = row.command().replaceAll("\\s+", " ");
    return full.isSet() || line.length() <= LONGEST_COMMAND
        ? line
        : line.substring(0, LONGEST_COMMAND - 1) + "…";
  }
}
