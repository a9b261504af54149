package io.jcompose.runtime.linux;

import io.jcompose.model.plan.AttachmentPlan;
import io.jcompose.model.plan.InfraPlan;
import io.jcompose.model.plan.InfraPlan.NetworkNamespace;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.NetworkName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.runtime.linux.network.KernelParameters;
import io.jcompose.runtime.linux.network.PodKey;
import io.jcompose.runtime.linux.network.PodNetworks;
import io.jcompose.runtime.linux.state.ContainerHome;
import io.jcompose.runtime.linux.state.ContainerRecord;
import io.jcompose.runtime.linux.state.PodRecord;
import io.jcompose.runtime.linux.state.ProcessTable;
import io.jcompose.runtime.linux.state.ProjectHome;
import io.jcompose.runtime.linux.state.RunRecord;
import io.jcompose.runtime.linux.state.StateStore;
import io.jcompose.scheduler.runtime.PodStatus;
import io.jcompose.scheduler.runtime.Pods;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Pods: pinned network namespaces with their links, published ports and names.
 *
 * <p>All of it is found again from what {@link #create} recorded, so making it is repeated rather
 * than remembered. Different pods are worked on side by side, one pod by one thread at a time.
 */
final class LinuxPods implements Pods {
  private final StateStore state;
  private final PodNetworks networks;
  private final KernelParameters parameters;
  private final PipeHolder holder;
  private final PodServices services;
  private final UplinkKeeper uplinks;
  private final ForeignTables foreignTables;
  private final PodStates states;
  private final PodPorts ports;
  private final PodHosts hosts;
  private final Identifiers identifiers;
  private final Clock clock;
  private final ProcessTable processes;
  private final Map<PodKey, Object> locks = new ConcurrentHashMap<>();

  /** Held where a pod starts to need the project's pause process, or ceases to. */
  private final Map<ProjectName, Object> holderLocks = new ConcurrentHashMap<>();

  LinuxPods(
      StateStore state,
      PodNetworks networks,
      KernelParameters parameters,
      PipeHolder holder,
      PodServices services,
      UplinkKeeper uplinks,
      ForeignTables foreignTables,
      PodStates states,
      PodPorts ports,
      PodHosts hosts,
      Identifiers identifiers,
      Clock clock,
      ProcessTable processes) {
    this.state = state;
    this.networks = networks;
    this.parameters = parameters;
    this.holder = holder;
    this.services = services;
    this.uplinks = uplinks;
    this.foreignTables = foreignTables;
    this.states = states;
    this.ports = ports;
    this.hosts = hosts;
    this.identifiers = identifiers;
    this.clock = clock;
    this.processes = processes;
  }

  @Override
  public PodStatus create(ProjectName project, InfraPlan plan) {
    PodKey key = new PodKey(project, plan.name());
    synchronized (lock(key)) {
      ProjectHome home = state.project(project);
      if (home.project().isEmpty()) {
        throw new RuntimeFailure(
            "cannot make pod '" + plan.name() + "': project '" + project + "' is not recorded",
            "make it with 'jcompose -p " + project + " up'");
      }
      Optional<PodRecord> before = home.pod(plan.name());
      PodRecord pod =
          before
              .map(present -> present.withPlan(plan))
              .orElseGet(() -> PodRecord.of(identifiers.next(), plan, clock.instant()));
      return states.status(project, change(home, key, before, pod));
    }
  }

  @Override
  public PodStatus connect(ProjectName project, ContainerName infra, AttachmentPlan place) {
    return change(project, infra, pod -> pod.joining(place));
  }

  @Override
  public PodStatus disconnect(ProjectName project, ContainerName infra, NetworkName network) {
    return change(project, infra, pod -> pod.leaving(network));
  }

  private PodStatus change(
      ProjectName project, ContainerName infra, UnaryOperator<PodRecord> changing) {
    PodKey key = new PodKey(project, infra);
    synchronized (lock(key)) {
      ProjectHome home = state.project(project);
      PodRecord before = home.pod(infra).orElseThrow(() -> PodStates.unknown(project, infra));
      PodRecord changed = change(home, key, Optional.of(before), changing.apply(before));
      return states.status(project, changed);
    }
  }

  private PodRecord change(
      ProjectHome home, PodKey key, Optional<PodRecord> before, PodRecord wanted) {
    PodRecord pod = wanted.withLinks(networks.attach(key, wanted.attachments()));
    if (before.filter(present -> states.isRunning(key.project(), present)).isPresent()) {
      pod = changeLive(home, key, before.get(), pod);
    }
    home.save(pod);
    return pod;
  }

  /** Ports that stay published under the same numbers are not touched. */
  private PodRecord changeLive(ProjectHome home, PodKey key, PodRecord before, PodRecord pod) {
    networks.up(key, pod.links(), home.networkNamespace(key.infra()));
    PodRecord changed = pod;
    if (!before.plan().ports().equals(pod.plan().ports())) {
      services.stopForwarding(key); // what it listens on is not to be taken for somebody else's
      changed = ports.chosen(key, pod);
    }
    services.publish(key, changed);
    services.serve(key, changed);
    uplinks.serve(key, changed);
    hosts.refresh(key, changed);
    return changed;
  }

  @Override
  public void choosePorts(ProjectName project, Collection<ContainerName> infras) {
    ports.choose(project, infras);
  }

  @Override
  public PodStatus start(ProjectName project, ContainerName infra) {
    PodKey key = new PodKey(project, infra);
    synchronized (lock(key)) {
      ProjectHome home = state.project(project);
      PodRecord pod = home.pod(infra).orElseThrow(() -> PodStates.unknown(project, infra));
      PodRecord started = states.isRunning(project, pod) ? pod : startAnew(home, key, pod);
      services.serve(key, started);
      uplinks.serve(key, started);
      return states.status(project, started);
    }
  }

  private PodRecord startAnew(ProjectHome home, PodKey key, PodRecord pod) {
    boolean own = pod.plan().namespace() instanceof NetworkNamespace.Own;
    if (own) {
      Path pin = home.networkNamespaces().resolve(key.infra().value());
      networks.up(key, networks.attach(key, pod.attachments()), pin);
      parameters.set(pin, pod.plan().sysctls());
      uplinks.announce(key.project());
      foreignTables.announce(key.project());
    }
    PodRecord chosen = pod;
    if (own && pod.ports().size() != pod.plan().ports().size()) {
      chosen = ports.chosen(key, pod);
    }
    // until it is recorded as started, the end of another pod must not end what it needs
    synchronized (holderLock(key.project())) {
      holder.begin(key.project());
      return published(home, key, chosen);
    }
  }

  private PodRecord published(ProjectHome home, PodKey key, PodRecord chosen) {
    try {
      services.publish(key, chosen);
      PodRecord started = chosen.withStarted(true);
      home.save(started);
      return started;
    } catch (RuntimeException e) {
      try {
        services.stop(key);
        networks.unpublish(key);
      } catch (RuntimeException undo) {
        e.addSuppressed(undo);
      }
      throw e;
    }
  }

  @Override
  public void stop(ProjectName project, ContainerName infra) {
    PodKey key = new PodKey(project, infra);
    synchronized (lock(key)) {
      services.stop(key);
      uplinks.stop(key);
      networks.unpublish(key);
      ProjectHome home = state.project(project);
      home.pod(infra)
          .filter(PodRecord::started)
          .ifPresent(pod -> home.save(pod.withStarted(false)));
      synchronized (holderLock(project)) {
        if (home.pods().stream().noneMatch(PodRecord::started)) {
          holder.end(project);
          uplinks.forget(project);
          foreignTables.forget(project);
        }
      }
    }
  }

  @Override
  public Optional<PodStatus> find(ProjectName project, ContainerName infra) {
    return state.project(project).pod(infra).map(pod -> states.status(project, pod));
  }

  @Override
  public List<PodStatus> list(ProjectName project) {
    return states.all(project);
  }

  @Override
  public void remove(ProjectName project, ContainerName infra) {
    PodKey key = new PodKey(project, infra);
    synchronized (lock(key)) {
      ProjectHome home = state.project(project);
      for (ContainerHome container : home.containers()) {
        boolean within = container.container().filter(record -> isIn(record, infra)).isPresent();
        if (within && container.run().filter(this::isRunning).isPresent()) {
          throw new RuntimeFailure(
              "cannot remove pod '" + infra + "': container '" + container.name() + "' runs in it",
              "run 'jcompose -p " + project + " down'");
        }
      }
      stop(project, infra);
      networks.down(key, home.networkNamespace(infra));
      home.forgetPod(infra);
      locks.remove(key);
    }
  }

  private boolean isRunning(RunRecord run) {
    return run.exit().isEmpty() && run.process().filter(processes::isThere).isPresent();
  }

  private static boolean isIn(ContainerRecord container, ContainerName infra) {
    return container.spec().plan().pod().equals(infra);
  }

  /** Takes up what is to be done for the pods of a project that run, whoever started them. */
  void adopt(ProjectName project) {
    for (PodRecord pod : state.project(project).pods()) {
      PodKey key = new PodKey(project, pod.plan().name());
      synchronized (lock(key)) {
        if (states.isRunning(project, pod)) {
          services.serve(key, pod);
          uplinks.serve(key, pod);
        }
      }
    }
  }

  private Object holderLock(ProjectName project) {
    return holderLocks.computeIfAbsent(project, unused -> new Object());
  }

  private Object lock(PodKey key) {
    return locks.computeIfAbsent(key, unused -> new Object());
  }
}
