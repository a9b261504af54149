package io.jcompose.cli.command;

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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jcompose ps}. */
@Command(name = "ps", description = "List the project's containers; those that run by default.")
final class PsCommand implements Runnable {
  private static final int LONGEST_COMMAND = 20;

  private final Tools tools;
  @Mixin private ServiceArguments services = new ServiceArguments();

  @Option(
      names = {"-a", "--all"},
      description = "List containers that do not run too, and the infra of shared pods.")
  private boolean all;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print ids only.")
  private boolean quiet;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "table or json, an object a line.")
  private Format format = Format.TABLE;

  PsCommand(Tools tools) {
    this.tools = tools;
  }

  @Override
  public void run() {
    ProjectState state =
        ProjectState.supervised(
            tools.projects().name(), tools.runtime().get(), tools.supervisors());
    List<ContainerRow> rows = rows(state);
    Instant now = tools.clock().instant();
    if (quiet) {
      rows.forEach(row -> tools.console().line(row.id()));
    } else if (format == Format.JSON) {
      rows.forEach(row -> tools.console().line(JsonText.of(row.toMap(now))));
    } else {
      table(rows, now).lines().forEach(tools.console()::line);
    }
  }

  private List<ContainerRow> rows(ProjectState state) {
    Set<ServiceName> selected = state.select(services.names());
    List<ContainerRow> rows = new ArrayList<>();
    for (ContainerStatus container : state.of(selected)) {
      ContainerRow row = ContainerRow.of(container, state.published(container));
      if (all || row.isAlive()) {
        rows.add(row);
      }
    }
    if (all && selected.isEmpty()) {
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
