package io.jcompose.runtime.linux;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.project.ConsoleSettings;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.Signal;
import io.jcompose.runtime.linux.logs.ContainerLog;
import io.jcompose.runtime.linux.process.ContainerLauncher;
import io.jcompose.runtime.linux.process.NetworkPlace;
import io.jcompose.runtime.linux.process.PauseSpec;
import io.jcompose.runtime.linux.process.RunningProcess;
import io.jcompose.runtime.linux.state.ContainerHome;
import io.jcompose.runtime.linux.state.HolderRecord;
import io.jcompose.runtime.linux.state.PodRecord;
import io.jcompose.runtime.linux.state.ProcessIdentity;
import io.jcompose.runtime.linux.state.ProcessTable;
import io.jcompose.runtime.linux.state.ProjectHome;
import io.jcompose.runtime.linux.state.StateStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The pause process of each project: it holds the pipes of all its containers open, so that their
 * last words wait there if they end while nobody collects. It is there as long as a pod runs. Where
 * a project is one pod, it is also in that pod's network namespace, as the infra to be seen.
 *
 * <p>It is recorded once it runs; one that a killed process had started but not recorded is found
 * by its cgroup and ended before another is started.
 */
final class PipeHolder {
  private final StateStore state;
  private final ProcessTable processes;
  private final ContainerLauncher launcher;

  PipeHolder(StateStore state, ProcessTable processes, ContainerLauncher launcher) {
    this.state = state;
    this.processes = processes;
    this.launcher = launcher;
  }

  /** Its name on the host, for its control groups. */
  static ContainerName name(ProjectName project) {
    return new ContainerName(project + "-infra");
  }

  /** Returns the project's pause process, if it runs. */
  Optional<ProcessIdentity> find(ProjectName project) {
    return running(state.project(project)).map(HolderRecord::pause);
  }

  private Optional<HolderRecord> running(ProjectHome home) {
    return home.holder().filter(holder -> processes.isThere(holder.pause()));
  }

  /** Sees to it that one runs and holds the pipes of every container that is planned or made. */
  synchronized void begin(ProjectName project) {
    ProjectHome home = state.project(project);
    if (running(home).isEmpty()) {
      launcher.cleanUp(project, name(project));
      launch(home, project);
    }
  }

  /**
   * Sees to it that it holds a container's pipes. One that was planned later than it was started is
   * unknown to it: another takes over before the old one is ended.
   */
  synchronized void hold(ProjectName project, ContainerName container) {
    ProjectHome home = state.project(project);
    Optional<HolderRecord> holder = running(home);
    if (holder.filter(present -> present.holding().contains(container)).isPresent()) {
      return;
    }
    launch(home, project);
    holder
        .map(HolderRecord::pause)
        .flatMap(old -> launcher.adopt(old.pid(), old.startTicks()))
        .ifPresent(old -> old.signal(Signal.KILL));
  }

  private void launch(ProjectHome home, ProjectName project) {
    NavigableSet<ContainerName> holding = new TreeSet<>();
    home.project()
        .ifPresent(
            record ->
                record.plan().containers().stream().map(ContainerPlan::name).forEach(holding::add));
    home.containers().stream().map(ContainerHome::name).forEach(holding::add);
    home.pipes();
    List<Path> pipes =
        holding.stream()
            .map(home::container)
            .map(container -> ContainerOutput.log(container, ConsoleSettings.DEFAULT))
            .peek(ContainerLog::createPipes)
            .flatMap(log -> Stream.of(log.stdout(), log.stderr()))
            .toList();
    RunningProcess pause =
        launcher.launchPause(new PauseSpec(project, name(project), place(home), pipes));
    try {
      home.save(
          HolderRecord.of(
              processes.identity(pause.pid(), pause.startTicks()), List.copyOf(holding)));
    } catch (RuntimeException e) {
      pause.signal(Signal.KILL);
      throw e;
    }
  }

  private static NetworkPlace place(ProjectHome home) {
    List<PodRecord> pods = home.pods();
    if (pods.size() == 1) {
      Path pin = home.networkNamespace(pods.get(0).plan().name());
      if (Files.exists(pin)) {
        return new NetworkPlace.Pinned(pin);
      }
    }
    return new NetworkPlace.Fresh();
  }

  /** Ends it, whether or not it was recorded. */
  synchronized void end(ProjectName project) {
    launcher.cleanUp(project, name(project));
    state.project(project).forgetHolder();
  }

  /** Ends one that a killed jcompose left unrecorded. */
  synchronized void removeOrphan(ProjectName project) {
    if (running(state.project(project)).isEmpty()) {
      launcher.cleanUp(project, name(project));
    }
  }
}
