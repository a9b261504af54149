package io.jcompose.cli.command;

import io.jcompose.cli.exit.ExitCode;
import io.jcompose.cli.supervisor.Request;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.ActionResult;
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
    return act(names, request, "");
  }

  /**
   * Acts on services of the project.
   *
   * @param names of services; none means all
   * @param request makes the request for the services selected
   * @param nothing what is said on standard error if there was nothing to do, as where the project
   *     is not here; empty if that is a failure
   * @return the exit code
   * @throws CommandFailure if the project is not here and should be, or a service is not in it
   */
  Integer act(List<String> names, Function<Set<ServiceName>, Request> request, String nothing) {
    ProjectName project = tools.projects().name();
    ProjectState state = ProjectState.read(project, tools.runtime().get());
    if (state.isAbsent()) {
      if (nothing.isEmpty()) {
        throw absent(project);
      }
      new RunningServices(tools).select(names, state);
      tools.console().errorLine(nothing);
      return ExitCode.OK.number();
    }
    Set<ServiceName> selected = state.select(names);
    Performance performance = new Performance(tools);
    ActionResult result =
        performance.carryOut(tools.supervisors().actor(project), request.apply(selected));
    if (result.steps() == 0 && result.succeeded() && !nothing.isEmpty()) {
      tools.console().errorLine(nothing);
    }
    return performance.report(result).number();
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
   * Returns a running container of a service; those of {@code run} come last.
   *
   * @param index the replica's number; 0 means the first that runs
   * @throws CommandFailure if there is none
   */
  ContainerStatus running(String service, int index) {
    ProjectState state = state();
    ServiceName name = KnownServices.find(service, state.services());
    List<ContainerStatus> running =
        state.of(Set.of(name)).stream().filter(ContainerStatus::running).toList();
    if (running.isEmpty()) {
      throw new CommandFailure(
          "service '" + service + "' is not running",
          "start it with 'jcompose start " + service + "'");
    }
    return Replicas.choose(running, name, index);
  }

  private static CommandFailure absent(ProjectName project) {
    return new CommandFailure(
        "project '" + project + "' has no containers on this host",
        "make them with 'jcompose up -d'");
  }
}
