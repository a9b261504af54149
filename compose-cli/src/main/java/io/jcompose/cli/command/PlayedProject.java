package io.jcompose.cli.command;

import io.jcompose.cli.exit.ExitCode;
import io.jcompose.cli.supervisor.Request;
import io.jcompose.model.plan.VolumePlan;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.VolumeLabels;
import io.jcompose.scheduler.DownOptions;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import java.util.Collections;
import java.util.List;

/** A project that manifests were played as, as it is on this host. */
final class PlayedProject {
  private final Tools tools;
  private final ProjectName project;

  PlayedProject(Tools tools, ProjectName project) {
    this.tools = tools;
    this.project = project;
  }

  /**
   * Checks that what is on this host under the project's name, if anything, came from one of {@code
   * files} at least: two files of one name in different folders would take each other's pods down.
   *
   * @throws UsageFailure if it did not
   */
  void mustBeOf(List<String> files) {
    ProjectState state = ProjectState.read(project, tools.runtime().get());
    List<String> before =
        state.recorded().map(recorded -> recorded.plan().files()).orElse(List.of());
    if (!state.containers().isEmpty() && !before.isEmpty() && Collections.disjoint(before, files)) {
      throw new UsageFailure(
          "project '" + project + "' on this host is that of " + String.join(", ", before),
          "give this one another name with 'jcompose -p NAME kube play', or take the other one"
              + " down first");
    }
  }

  /**
   * Removes the project's pods, and their empty directories with them.
   *
   * @param claims whether the volumes of claims go too
   */
  ExitCode down(boolean claims) {
    ContainerRuntime runtime = tools.runtime().get();
    ExitCode ended = ExitCode.OK;
    if (ProjectState.read(project, runtime).isAbsent()
        && (!claims || runtime.volumes().list(project).isEmpty())) {
      tools.console().errorLine("jcompose: project '" + project + "' has no containers here");
    } else {
      DownOptions options = DownOptions.DEFAULT.withVolumes(claims);
      ended =
          new Performance(tools).of(tools.supervisors().actor(project), new Request.Down(options));
    }
    if (ended == ExitCode.OK && !tools.options().dryRun()) {
      runtime.volumes().list(project).stream()
          .filter(volume -> volume.labels().containsKey(VolumeLabels.EMPTY_DIRECTORY))
          .map(VolumePlan::name)
          .forEach(runtime.volumes()::remove);
    }
    return ended;
  }
}
