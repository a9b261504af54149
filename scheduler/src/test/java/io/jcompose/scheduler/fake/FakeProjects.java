package io.jcompose.scheduler.fake;

import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.value.ProjectName;
import io.jcompose.scheduler.runtime.Projects;
import io.jcompose.scheduler.time.Timer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The projects of a {@link FakeRuntime}. */
final class FakeProjects implements Projects {
  private final Timer timer;
  private final Faults faults;
  private final Map<ProjectName, Recorded> projects = new TreeMap<>();

  FakeProjects(Timer timer, Faults faults) {
    this.timer = timer;
    this.faults = faults;
  }

  @Override
  public synchronized void record(PodPlan plan) {
    faults.journal("record project", plan.project().value());
    projects.merge(
        plan.project(),
        new Recorded(plan, timer.now()),
        (old, changed) -> new Recorded(plan, old.created()));
  }

  @Override
  public synchronized Optional<Recorded> find(ProjectName project) {
    return Optional.ofNullable(projects.get(project));
  }

  @Override
  public synchronized List<Recorded> list() {
    return List.copyOf(projects.values());
  }

  @Override
  public synchronized void remove(ProjectName project) {
    faults.journal("remove project", project.value());
    projects.remove(project);
  }
}
