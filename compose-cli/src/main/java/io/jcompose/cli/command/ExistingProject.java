package io.jcompose.cli.command;

import io.jcompose.cli.supervisor.Request;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.runtime.ContainerStatus;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A project that is on this host already, as the commands after {@code up} see it. */
final class ExistingProject {
  private final Tools tools;

  ExistingProject(Tools tools) {
    this.tools = tools;
  }

  /**
   * Acts on services of the project.
   *
   * @param names of services; none means all
   * @param request makes the request for the services selected
   * @return the exit code
   * @throws CommandFailure if the project is not here, or a service is not in it
   */
  Integer act(List<String> names, Function<Set<ServiceName>, Request> request) {
    ProjectName project = tools.projects().name();
    ProjectState state = ProjectState.read(project, tools.runtime().get());
    if (state.isAbsent()) {
      throw absent(project);
    }
    Set<ServiceName> selected = state.select(names);
    return new Performance(tools)
        .of(tools.supervisors().actor(project), request.apply(selected))
        .number();
  }

  /**
   * Returns the project's state, with somebody supervising what runs.
   *
   * @throws CommandFailure if the project is not here
   */
  ProjectState state() {
    ProjectName project = tools.projects().name();
    ProjectState state =
        ProjectState.supervised(project, tools.runtime().get(), tools.supervisors());
    if (state.isAbsent()) {
      throw absent(project);
    }
    return state;
  }

  /**
   * Returns the running container of a service.
   *
   * @throws CommandFailure if there is none
   */
  ContainerStatus running(String service) {
    ProjectState state = state();
    ServiceName name = KnownServices.find(service, state.services());
    return state.of(Set.of(name)).stream()
        .filter(ContainerStatus::running)
        .filter(container -> !container.spec().plan().isPreStart())
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailure(
                    "service '" + service + "' is not running",
                    "start it with 'jcompose start " + service + "'"));
  }

  private static CommandFailure absent(ProjectName project) {
    return new CommandFailure(
        "project '" + project + "' has no containers on this host",
        "make them with 'jcompose up -d'");
  }
}
