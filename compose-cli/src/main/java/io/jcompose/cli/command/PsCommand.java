package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.output.Ago;
import io.jcompose.cli.output.JsonText;
import io.jcompose.cli.output.Table;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.runtime.ContainerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** {@code jcompose ps}. */
final class PsCommand implements Runnable {
  private static final int LONGEST_COMMAND = 20;

  private final Tools tools;
  private final ServiceArguments services;
  private final Flag all;
  private final Flag quiet;
  private final Supplier<Format> format;

  PsCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("List the project's containers; those that run by default.");
    services = new ServiceArguments(syntax);
    all =
        syntax.flag(
            "-a, --all", "List containers that do not run too, and the infra of shared pods.");
    quiet = syntax.flag("-q, --quiet", "Print ids only.");
    format =
        syntax
            .option("--format=FORMAT", "table or json, an object a line.")
            .asOneOf(Format.values())
            .orElse(Format.TABLE);
  }

  @Override
  public void run() {
    ProjectState state =
        ProjectState.supervised(
            tools.projects().name(), tools.runtime().get(), tools.supervisors());
    List<ContainerRow> rows = rows(state, probes(state));
    Instant now = tools.clock().instant();
    if (quiet.isSet()) {
      rows.forEach(row -> tools.console().line(row.id()));
    } else if (format.get() == Format.JSON) {
      rows.forEach(row -> tools.console().line(JsonText.of(row.toMap(now))));
    } else {
      table(rows, now).lines().forEach(tools.console()::line);
    }
  }

  /** Asks for the health probes only where they are shown. */
  private ProbeLog probes(ProjectState state) {
    return format.get() == Format.JSON
        ? ProbeLog.of(state.project(), state.containers(), tools.supervisors())
        : ProbeLog.NONE;
  }

  private List<ContainerRow> rows(ProjectState state, ProbeLog probes) {
    Set<ServiceName> selected = state.select(services.names());
    List<ContainerRow> rows = new ArrayList<>();
    for (ContainerStatus container : state.of(selected)) {
      ContainerRow row = ContainerRow.of(container, state.published(container), probes);
      if (all.isSet() || row.isAlive()) {
        rows.add(row);
      }
    }
    if (all.isSet() && selected.isEmpty()) {
      state.sharedPods().stream().map(ContainerRow::ofInfra).forEach(rows::add);
    }
    return rows;
  }

  private static Table table(List<ContainerRow> rows, Instant now) {
    Table table = new Table("NAME", "IMAGE", "COMMAND", "SERVICE", "CREATED", "STATUS", "PORTS");
    for (ContainerRow row : rows) {
      table.row(
          row.name(),
          row.image(),
          row.command().isEmpty() ? "" : "\"" + shortened(row.command()) + "\"",
          row.service(),
          Ago.of(Duration.between(row.created(), now)) + " ago",
          row.status(now),
          row.portsText());
    }
    return table;
  }

  private static String shortened(String command) {
    String line = command.replaceAll("\\s+", " ");
    return line.length() <= LONGEST_COMMAND ? line : line.substring(0, LONGEST_COMMAND - 1) + "…";
  }

  /** How the list is written. */
  enum Format {
    TABLE,
    JSON
  }
}
