package io.jcompose.cli.command;

import io.jcompose.cli.exit.ExitCode;
import io.jcompose.cli.supervisor.Request;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.runtime.ContainerStatus;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Acts on what runs of a project; that nothing does is a success. */
final class RunningServices {
  private final Tools tools;

  RunningServices(Tools tools) {
    this.tools = tools;
  }

  /**
   * Has a request carried out, unless no container of the services runs.
   *
   * @param names of services; none means all
   * @param request makes the request for the services selected
   * @return the exit code
   * @throws CommandFailure if neither the project on this host nor its files have such a service
   */
  Integer act(List<String> names, Function<Set<ServiceName>, Request> request) {
    ProjectName project = tools.projects().name();
    ProjectState state = ProjectState.read(project, tools.runtime().get());
    Set<ServiceName> selected = select(names, state);
    boolean someRun =
        (names.isEmpty() || !selected.isEmpty())
            && state.of(selected).stream().anyMatch(ContainerStatus::running);
    return someRun
        ? new Performance(tools)
            .of(tools.supervisors().actor(project), request.apply(selected))
            .number()
        : ExitCode.OK.number();
  }

  /**
   * Returns those of the named services that this host knows.
   *
   * @throws CommandFailure if neither the project on this host nor its files have such a service
   */
  Set<ServiceName> select(List<String> names, ProjectState state) {
    Set<ServiceName> here = state.services();
    Set<ServiceName> selected = new LinkedHashSet<>();
    for (String name : names) {
      if (here.stream().anyMatch(service -> service.value().equals(name))) {
        selected.add(new ServiceName(name));
      } else {
        ServiceArguments.mustBeAmong(name, inFiles(here));
      }
    }
    return selected;
  }

  /** With {@code -p} the project needs no files, and none is read. */
  private Collection<String> inFiles(Set<ServiceName> here) {
    return tools.options().projectName().isPresent()
        ? here.stream().map(ServiceName::value).toList()
        : tools.projects().load(List.of()).serviceNames();
  }
}
