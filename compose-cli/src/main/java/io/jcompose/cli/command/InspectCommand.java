package io.jcompose.cli.command;

import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.output.JsonText;
import io.jcompose.cli.output.Table;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.runtime.ContainerStatus;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** {@code jcompose inspect}. */
final class InspectCommand implements Runnable {
  /** As many digits of an id as lists show: fewer would soon mean several containers. */
  private static final int SHORT_ID = 12;

  private final Tools tools;
  private final Supplier<List<String>> names;
  private final Supplier<ListFormat> format;

  InspectCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Print all about containers, as a JSON array.");
    names =
        syntax.arguments(
            "NAME", "Services, names of containers, or their ids; all containers by default.");
    format =
        syntax
            .option("-f, --format=FORMAT", "json, or a template for each container.")
            .as(InspectCommand::format)
            .orElse(ListFormat.JSON);
  }

  private static ListFormat format(String text) {
    ListFormat format = ListFormat.parse(text);
    if (format.headed()) {
      throw new IllegalArgumentException(
          "expected json or a template such as '{{.State.Status}}' but was '" + text + "'");
    }
    return format;
  }

  @Override
  public void run() {
    ProjectState state = new ExistingProject(tools).state();
    Set<ContainerStatus> chosen = new LinkedHashSet<>();
    names.get().forEach(name -> chosen.addAll(find(name, state)));
    List<ContainerStatus> containers =
        names.get().isEmpty() ? state.containers() : List.copyOf(chosen);
    ProbeLog probes = ProbeLog.of(state.project(), containers, tools.supervisors());
    ContainerDetails details = new ContainerDetails(state, probes, tools.runtime().get().volumes());
    List<Map<String, Object>> all = containers.stream().map(details::of).toList();
    if (format.get().json()) {
      tools.console().line(JsonText.indented(all));
    } else {
      format.get().writeLines(tools.console(), all, Table::new);
    }
  }

  private static List<ContainerStatus> find(String name, ProjectState state) {
    List<ContainerStatus> named =
        state.containers().stream()
            .filter(
                container ->
                    container.name().value().equals(name)
                        || (name.length() >= SHORT_ID && container.id().startsWith(name)))
            .toList();
    return named.isEmpty()
        ? state.of(Set.<ServiceName>of(KnownServices.find(name, state.services())))
        : named;
  }
}
