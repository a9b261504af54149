package io.jcompose.runtime.linux;

import io.jcompose.model.plan.InfraPlan.NetworkNamespace;
import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.model.value.NetworkName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.runtime.linux.network.PodKey;
import io.jcompose.runtime.linux.network.PodNetworks;
import io.jcompose.runtime.linux.process.ContainerLauncher;
import io.jcompose.runtime.linux.state.PodRecord;
import io.jcompose.runtime.linux.state.ProcessTable;
import io.jcompose.runtime.linux.state.ProjectHome;
import io.jcompose.runtime.linux.state.ProjectRecord;
import io.jcompose.runtime.linux.state.StateStore;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The programs that lead pods out where the host has no nftables: one a pod, as long as the pod
 * runs. One that ends is put back; one that an earlier jcompose started is taken over. Safe to use
 * from several threads.
 */
final class UplinkKeeper implements AutoCloseable {
  private final StateStore state;
  private final PodNetworks networks;
  private final ProcessTable processes;
  private final ContainerLauncher launcher;
  private final Consumer<String> warnings;
  private final Map<PodKey, PodUplink> pods = new ConcurrentHashMap<>();
  private final Map<ProjectName, Set<NetworkName>> told = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor executor = executor();

  UplinkKeeper(
      StateStore state,
      PodNetworks networks,
      ProcessTable processes,
      ContainerLauncher launcher,
      Consumer<String> warnings) {
    this.state = state;
    this.networks = networks;
    this.processes = processes;
    this.launcher = launcher;
    this.warnings = warnings;
  }

  private static ScheduledThreadPoolExecutor executor() {
    var thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              var made = new Thread(task, "uplinks");
              made.setDaemon(true);
              return made;
            });
    // none while nothing ends
    thread.setKeepAliveTime(1, TimeUnit.SECONDS);
    thread.allowCoreThreadTimeOut(true);
    return thread;
  }

  /** Says which networks of a project have no way out; once until {@link #forget}. */
  void announce(ProjectName project) {
    if (networks.shortfall().isEmpty()) {
      return;
    }
    Set<NetworkName> known = told.computeIfAbsent(project, unused -> new HashSet<>());
    synchronized (known) {
      List<NetworkPlan> unknown =
          state.project(project).project().map(ProjectRecord::plan).stream()
              .flatMap(plan -> plan.networks().stream())
              .filter(network -> known.add(network.name()))
              .toList();
      networks
          .withoutWayOut(unknown)
          .ifPresent(lacking -> warnings.accept(lacking.what() + "; " + lacking.hint()));
    }
  }

  /** No pod of the project runs any more: the next one that starts is another story. */
  void forget(ProjectName project) {
    told.remove(project);
  }

  /** Sees to it that a pod that is up has its way out; what is there already is left as it is. */
  void serve(PodKey key, PodRecord pod) {
    if (pod.plan().namespace() instanceof NetworkNamespace.Own) {
      of(key).serve(pod.links());
    }
  }

  /** Ends what leads a pod out; nothing is a success. */
  void stop(PodKey key) {
    of(key).stop();
  }

  private PodUplink of(PodKey key) {
    ProjectHome home = state.project(key.project());
    return pods.computeIfAbsent(
        key, unused -> new PodUplink(key, home, networks, processes, launcher, warnings, this));
  }

  /** Does something later, unless this is closed by then. */
  void later(Duration pause, Runnable work) {
    Runnable guarded =
        () -> {
          try {
            work.run();
          } catch (RuntimeException e) {
            warnings.accept("a pod's way out is not put back: " + e.getMessage());
          }
        };
    try {
      var unused = executor.schedule(guarded, pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // closed: the next process that adopts the project finds what is missing
    }
  }

  /** Puts nothing back any more. Programs run on. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
