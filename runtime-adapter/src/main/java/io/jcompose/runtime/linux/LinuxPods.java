package io.jcompose.runtime.linux;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.Signal;
import io.jcompose.runtime.linux.forward.Forwarder;
import io.jcompose.runtime.linux.logs.ContainerLog;
import io.jcompose.runtime.linux.network.NetworkAllocation;
import io.jcompose.runtime.linux.network.PodNetworks;
import io.jcompose.runtime.linux.process.ContainerLauncher;
import io.jcompose.runtime.linux.process.PauseSpec;
import io.jcompose.runtime.linux.process.RunningProcess;
import io.jcompose.runtime.linux.state.ContainerHome;
import io.jcompose.runtime.linux.state.PodRecord;
import io.jcompose.runtime.linux.state.ProcessIdentity;
import io.jcompose.runtime.linux.state.ProcessTable;
import io.jcompose.runtime.linux.state.ProjectHome;
import io.jcompose.runtime.linux.state.StateStore;
import io.jcompose.scheduler.runtime.PodStatus;
import io.jcompose.scheduler.runtime.PodStatus.Publication;
import io.jcompose.scheduler.runtime.Pods;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Pods: a pinned network namespace with its way out, a pause process, published ports.
 *
 * <p>The namespace, the bridge and the firewall's table are found again from what {@link #create}
 * recorded, so making them is repeated rather than remembered. The pause process is recorded once
 * it runs; one that a killed process had started but not recorded is found by its cgroup and ended
 * before another is started.
 */
final class LinuxPods implements Pods, AutoCloseable {
  private final StateStore state;
  private final ProcessTable processes;
  private final ContainerLauncher launcher;
  private final PodNetworks networks;
  private final Identifiers identifiers;
  private final Clock clock;
  private final Consumer<String> warnings;
  private final Map<ProjectName, Forwarder> forwarders = new HashMap<>();

  LinuxPods(
      StateStore state,
      ProcessTable processes,
      ContainerLauncher launcher,
      PodNetworks networks,
      Identifiers identifiers,
      Clock clock,
      Consumer<String> warnings) {
    this.state = state;
    this.processes = processes;
    this.launcher = launcher;
    this.networks = networks;
    this.identifiers = identifiers;
    this.clock = clock;
    this.warnings = warnings;
  }

  @Override
  public synchronized PodStatus create(PodPlan plan) {
    ProjectHome home = state.project(plan.project());
    PodRecord pod =
        home.pod()
            .map(present -> present.withPlan(plan))
            .orElseGet(
                () ->
                    PodRecord.of(
                        identifiers.next(),
                        plan,
                        clock.instant(),
                        networks.allocate(plan.project(), otherAllocations(plan.project()))));
    home.save(pod);
    return status(pod);
  }

  private List<NetworkAllocation> otherAllocations(ProjectName project) {
    return others(project).map(PodRecord::network).toList();
  }

  private Map<ProjectName, List<Publication>> otherPublications(ProjectName project) {
    return others(project)
        .filter(this::isRunning)
        .collect(Collectors.toMap(pod -> pod.plan().project(), LinuxPods::ports));
  }

  private Stream<PodRecord> others(ProjectName project) {
    return state.projects().stream()
        .filter(other -> !other.equals(project))
        .flatMap(other -> state.project(other).pod().stream());
  }

  private static List<Publication> ports(PodRecord pod) {
    return pod.run().map(PodRecord.Run::ports).orElse(List.of());
  }

  @Override
  public synchronized PodStatus start(ProjectName project) {
    ProjectHome home = state.project(project);
    PodRecord pod = home.pod().orElseThrow(() -> unknown(project));
    PodRecord started = isRunning(pod) ? pod : startAnew(home, pod);
    forward(started);
    return status(started);
  }

  private PodRecord startAnew(ProjectHome home, PodRecord pod) {
    ProjectName project = pod.plan().project();
    stopForwarding(project);
    List<Publication> ports =
        networks.choosePorts(pod.plan().infra().ports(), otherPublications(project));
    launcher.cleanUp(project, pod.plan().infra().name());
    home.pipes();
    networks.up(pod.network(), home.networkNamespace());
    networks
        .shortfall()
        .ifPresent(lacking -> warnings.accept(lacking.what() + "; " + lacking.hint()));
    try {
      networks.publish(pod.network(), ports);
      PodRecord started = withPause(home, pod, ports);
      home.save(started);
      return started;
    } catch (RuntimeException e) {
      undo(
          e,
          () -> launcher.cleanUp(project, pod.plan().infra().name()),
          () -> networks.unpublish(pod.network()));
      throw e;
    }
  }

  /** Starts a pause process that holds the pipes of all containers planned or made. */
  private PodRecord withPause(ProjectHome home, PodRecord pod, List<Publication> ports) {
    NavigableSet<ContainerName> holding = new TreeSet<>();
    pod.plan().containers().stream().map(ContainerPlan::name).forEach(holding::add);
    home.containers().stream().map(ContainerHome::name).forEach(holding::add);
    List<Path> pipes =
        holding.stream()
            .map(home::container)
            .map(LinuxLogs::of)
            .peek(ContainerLog::createPipes)
            .flatMap(log -> Stream.of(log.stdout(), log.stderr()))
            .toList();
    RunningProcess pause =
        launcher.launchPause(
            new PauseSpec(
                pod.plan().project(), pod.plan().infra().name(), home.networkNamespace(), pipes));
    ProcessIdentity identity = processes.identity(pause.pid(), pause.startTicks());
    return pod.withRun(Optional.of(new PodRecord.Run(identity, List.copyOf(holding), ports)));
  }

  /**
   * Sees to it that the pause process holds a container's pipes, so that its last words wait there
   * if it ends while nobody collects. One that was planned later than the pod was started has none
   * yet: another pause process takes over before the old one is ended.
   */
  synchronized PodRecord hold(ProjectName project, ContainerName container) {
    ProjectHome home = state.project(project);
    PodRecord pod = home.pod().orElseThrow(() -> unknown(project));
    PodRecord.Run run =
        pod.run()
            .filter(present -> isRunning(pod))
            .orElseThrow(
                () ->
                    new RuntimeFailure(
                        "cannot start container '" + container + "': its pod does not run",
                        "start the project with 'jcompose -p " + project + " up'"));
    if (run.holding().contains(container)) {
      return pod;
    }
    PodRecord changed = withPause(home, pod, run.ports());
    home.save(changed);
    launcher
        .adopt(run.pause().pid(), run.pause().startTicks())
        .ifPresent(old -> old.signal(Signal.KILL));
    return changed;
  }

  /** Carries what arrives on the published ports, if the pod runs. */
  synchronized void forward(ProjectName project) {
    state.project(project).pod().filter(this::isRunning).ifPresent(this::forward);
  }

  private synchronized void forward(PodRecord pod) {
    if (!ports(pod).isEmpty()) {
      forwarders.computeIfAbsent(
          pod.plan().project(), project -> networks.forward(pod.network(), ports(pod), warnings));
    }
  }

  private synchronized void stopForwarding(ProjectName project) {
    Forwarder forwarder = forwarders.remove(project);
    if (forwarder != null) {
      forwarder.close();
    }
  }

  /** Ends a pause process that a killed jcompose left unrecorded. */
  synchronized void removeOrphan(ProjectName project) {
    state
        .project(project)
        .pod()
        .filter(pod -> !isRunning(pod))
        .ifPresent(pod -> launcher.cleanUp(project, pod.plan().infra().name()));
  }

  @Override
  public synchronized void stop(ProjectName project) {
    stopForwarding(project);
    ProjectHome home = state.project(project);
    Optional<PodRecord> pod = home.pod();
    if (pod.isPresent()) {
      networks.unpublish(pod.get().network());
      launcher.cleanUp(project, pod.get().plan().infra().name());
      if (pod.get().run().isPresent()) {
        home.save(pod.get().withRun(Optional.empty()));
      }
    }
  }

  @Override
  public Optional<PodStatus> find(ProjectName project) {
    return state.project(project).pod().map(this::status);
  }

  @Override
  public List<PodStatus> list() {
    return state.projects().stream().flatMap(project -> find(project).stream()).toList();
  }

  @Override
  public synchronized void remove(ProjectName project) {
    ProjectHome home = state.project(project);
    List<ContainerHome> containers = home.containers();
    if (!containers.isEmpty()) {
      throw new RuntimeFailure(
          "cannot remove the pod of project '"
              + project
              + "': there is still container '"
              + containers.get(0).name()
              + "'",
          "run 'jcompose -p " + project + " down'");
    }
    stop(project);
    home.pod().ifPresent(pod -> networks.down(pod.network(), home.networkNamespace()));
    home.remove();
  }

  private PodStatus status(PodRecord pod) {
    boolean running = isRunning(pod);
    return new PodStatus(
        pod.plan(),
        pod.id(),
        pod.created(),
        running,
        pod.run().filter(run -> running).map(run -> run.pause().pid()),
        pod.network().address().toString(),
        running ? ports(pod) : List.of());
  }

  private boolean isRunning(PodRecord pod) {
    return pod.run().map(PodRecord.Run::pause).filter(processes::isThere).isPresent()
        && Files.exists(state.project(pod.plan().project()).networkNamespace());
  }

  private static RuntimeFailure unknown(ProjectName project) {
    return new RuntimeFailure(
        "there is no pod of project '" + project + "'",
        "make it with 'jcompose -p " + project + " up'");
  }

  private static void undo(RuntimeException failure, Runnable... steps) {
    for (Runnable step : steps) {
      try {
        step.run();
      } catch (RuntimeException e) {
        failure.addSuppressed(e);
      }
    }
  }

  /** Stops forwarding; the firewall goes on. */
  @Override
  public synchronized void close() {
    List.copyOf(forwarders.keySet()).forEach(this::stopForwarding);
  }
}
