package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.output.Table;
import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.plan.VolumePlan;
import io.jcompose.model.project.Mount;
import io.jcompose.model.value.ServiceName;
import io.jcompose.model.value.VolumeName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code jcompose volumes}. */
final class VolumesCommand implements Runnable {
  private static final String DRIVER = "local";

  private final Tools tools;
  private final ServiceArguments services;
  private final Flag quiet;
  private final Supplier<ListFormat> format;

  VolumesCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("List the project's named volumes.");
    services = new ServiceArguments(syntax);
    quiet = syntax.flag("-q, --quiet", "Print names only.");
    format = ListFormat.option(syntax);
  }

  @Override
  public void run() {
    ProjectState state = ProjectState.read(tools.projects().name(), tools.runtime().get());
    Set<ServiceName> selected = state.select(services.names());
    Set<VolumeName> used = usedBy(selected, state);
    List<VolumePlan> volumes =
        tools.runtime().get().volumes().list(state.project()).stream()
            .filter(volume -> selected.isEmpty() || used.contains(volume.name()))
            .toList();
    if (quiet.isSet()) {
      volumes.forEach(volume -> tools.console().line(volume.name().value()));
      return;
    }
    List<Map<String, Object>> rows = volumes.stream().map(VolumesCommand::row).toList();
    format.get().writeLines(tools.console(), rows, () -> table(volumes));
  }

  private static Set<VolumeName> usedBy(Set<ServiceName> selected, ProjectState state) {
    Stream<Mount> planned =
        state.recorded().stream()
            .flatMap(project -> project.plan().containers().stream())
            .filter(container -> selected.contains(container.service()))
            .map(ContainerPlan::mounts)
            .flatMap(List::stream);
    Stream<Mount> made =
        state.of(selected).stream().flatMap(container -> container.spec().mounts().stream());
    return Stream.concat(planned, made)
        .filter(Mount.Volume.class::isInstance)
        .map(mount -> ((Mount.Volume) mount).volume())
        .collect(Collectors.toSet());
  }

  private static Table table(List<VolumePlan> volumes) {
    Table table = new Table("DRIVER", "VOLUME NAME");
    volumes.forEach(volume -> table.row(DRIVER, volume.name().value()));
    return table;
  }

  private static Map<String, Object> row(VolumePlan volume) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("Name", volume.name().value());
    row.put("Driver", DRIVER);
    row.put("Scope", "local");
    row.put("Project", volume.project().value());
    row.put(
        "Labels",
        volume.labels().entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(",")));
    return row;
  }
}
