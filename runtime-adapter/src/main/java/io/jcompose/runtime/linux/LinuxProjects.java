package io.jcompose.runtime.linux;

import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.value.ProjectName;
import io.jcompose.runtime.linux.state.ContainerHome;
import io.jcompose.runtime.linux.state.PodRecord;
import io.jcompose.runtime.linux.state.ProjectHome;
import io.jcompose.runtime.linux.state.ProjectRecord;
import io.jcompose.runtime.linux.state.StateStore;
import io.jcompose.scheduler.runtime.Projects;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The projects that are recorded on this host. */
final class LinuxProjects implements Projects {
  private final StateStore state;
  private final PipeHolder holder;
  private final Clock clock;

  LinuxProjects(StateStore state, PipeHolder holder, Clock clock) {
    this.state = state;
    this.holder = holder;
    this.clock = clock;
  }

  @Override
  public void record(PodPlan plan) {
    ProjectHome home = state.project(plan.project());
    home.save(
        ProjectRecord.of(
            plan, home.project().map(ProjectRecord::created).orElseGet(clock::instant)));
  }

  @Override
  public Optional<Recorded> find(ProjectName project) {
    return state
        .project(project)
        .project()
        .map(record -> new Recorded(record.plan(), record.created()));
  }

  @Override
  public List<Recorded> list() {
    return state.projects().stream().flatMap(project -> find(project).stream()).toList();
  }

  @Override
  public void remove(ProjectName project) {
    ProjectHome home = state.project(project);
    List<ContainerHome> containers = home.containers();
    if (!containers.isEmpty()) {
      throw stillThere(project, "container '" + containers.get(0).name() + "'");
    }
    List<PodRecord> pods = home.pods();
    if (!pods.isEmpty()) {
      throw stillThere(project, "pod '" + pods.get(0).plan().name() + "'");
    }
    holder.end(project);
    home.remove();
  }

  private static RuntimeFailure stillThere(ProjectName project, String what) {
    return new RuntimeFailure(
        "cannot remove project '" + project + "': there is still " + what,
        "run 'jcompose -p " + project + " down'");
  }
}
