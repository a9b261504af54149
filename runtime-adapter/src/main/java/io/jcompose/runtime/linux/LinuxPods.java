package io.jcompose.runtime.linux;

import io.jcompose.model.plan.AttachmentPlan;
import io.jcompose.model.plan.InfraPlan;
import io.jcompose.model.plan.InfraPlan.NetworkNamespace;
import io.jcompose.model.plan.PublishedPort;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.NetworkName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.runtime.linux.network.KernelParameters;
import io.jcompose.runtime.linux.network.PodKey;
import io.jcompose.runtime.linux.network.PodLink;
import io.jcompose.runtime.linux.network.PodNetworks;
import io.jcompose.runtime.linux.process.NetworkPlace;
import io.jcompose.runtime.linux.state.ContainerHome;
import io.jcompose.runtime.linux.state.ContainerRecord;
import io.jcompose.runtime.linux.state.PodRecord;
import io.jcompose.runtime.linux.state.ProcessIdentity;
import io.jcompose.runtime.linux.state.ProjectHome;
import io.jcompose.runtime.linux.state.StateStore;
import io.jcompose.scheduler.runtime.PodStatus;
import io.jcompose.scheduler.runtime.PodStatus.Attachment;
import io.jcompose.scheduler.runtime.PodStatus.Publication;
import io.jcompose.scheduler.runtime.Pods;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
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
  private final EtcFiles etcFiles;
  private final Identifiers identifiers;
  private final Clock clock;
  private final Map<PodKey, Object> locks = new ConcurrentHashMap<>();

  LinuxPods(
      StateStore state,
      PodNetworks networks,
      KernelParameters parameters,
      PipeHolder holder,
      PodServices services,
      UplinkKeeper uplinks,
      EtcFiles etcFiles,
      Identifiers identifiers,
      Clock clock) {
    this.state = state;
    this.networks = networks;
    this.parameters = parameters;
    this.holder = holder;
    this.services = services;
    this.uplinks = uplinks;
    this.etcFiles = etcFiles;
    this.identifiers = identifiers;
    this.clock = clock;
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
      return status(project, change(home, key, before, pod));
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
      PodRecord before = home.pod(infra).orElseThrow(() -> unknown(project, infra));
      PodRecord changed = change(home, key, Optional.of(before), changing.apply(before));
      return status(project, changed);
    }
  }

  private PodRecord change(
      ProjectHome home, PodKey key, Optional<PodRecord> before, PodRecord wanted) {
    PodRecord pod = wanted.withLinks(networks.attach(key, wanted.attachments()));
    if (before.filter(present -> isRunning(key.project(), present)).isPresent()) {
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
      changed =
          pod.withPorts(
              networks.choosePorts(pod.plan().ports(), publications(other -> !other.equals(key))));
    }
    services.publish(key, changed);
    services.serve(key, changed);
    uplinks.serve(key, changed);
    for (ContainerHome container : home.containers()) {
      Optional<ContainerRecord> record =
          container.container().filter(found -> isIn(found, key.infra()));
      if (record.isPresent()) {
        etcFiles.refreshHosts(
            container, record.get().spec(), changed, LinuxContainers.hostname(record.get()));
      }
    }
    return changed;
  }

  @Override
  public void choosePorts(ProjectName project, Collection<ContainerName> infras) {
    ProjectHome home = state.project(project);
    List<PodRecord> pods = new ArrayList<>();
    List<PublishedPort> wanted = new ArrayList<>();
    for (ContainerName infra : infras) {
      PodRecord pod = home.pod(infra).orElseThrow(() -> unknown(project, infra));
      if (!isRunning(project, pod)) {
        services.stop(new PodKey(project, infra));
        pods.add(pod);
        wanted.addAll(pod.plan().ports());
      }
    }
    // none of these runs, so none of them counts among those that publish
    List<Publication> chosen = networks.choosePorts(wanted, publications(any -> true));
    int next = 0;
    for (PodRecord pod : pods) {
      int end = next + pod.plan().ports().size();
      home.save(pod.withPorts(chosen.subList(next, end)));
      next = end;
    }
  }

  /** What other pods that run on this host publish, whoever's they are. */
  private Map<ProjectName, List<Publication>> publications(Predicate<PodKey> counting) {
    Map<ProjectName, List<Publication>> publications = new LinkedHashMap<>();
    for (ProjectName project : state.projects()) {
      for (PodRecord pod : state.project(project).pods()) {
        boolean counts = counting.test(new PodKey(project, pod.plan().name()));
        if (counts && !pod.ports().isEmpty() && isRunning(project, pod)) {
          publications.computeIfAbsent(project, unused -> new ArrayList<>()).addAll(pod.ports());
        }
      }
    }
    return publications;
  }

  @Override
  public PodStatus start(ProjectName project, ContainerName infra) {
    PodKey key = new PodKey(project, infra);
    synchronized (lock(key)) {
      ProjectHome home = state.project(project);
      PodRecord pod = home.pod(infra).orElseThrow(() -> unknown(project, infra));
      PodRecord started = isRunning(project, pod) ? pod : startAnew(home, key, pod);
      services.serve(key, started);
      uplinks.serve(key, started);
      return status(project, started);
    }
  }

  private PodRecord startAnew(ProjectHome home, PodKey key, PodRecord pod) {
    boolean own = pod.plan().namespace() instanceof NetworkNamespace.Own;
    if (own) {
      Path pin = home.networkNamespaces().resolve(key.infra().value());
      networks.up(key, networks.attach(key, pod.attachments()), pin);
      parameters.set(pin, pod.plan().sysctls());
      uplinks.announce(key.project());
    }
    holder.begin(key.project());
    PodRecord chosen = pod;
    if (own && pod.ports().size() != pod.plan().ports().size()) {
      chosen =
          pod.withPorts(
              networks.choosePorts(pod.plan().ports(), publications(other -> !other.equals(key))));
    }
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
      if (home.pods().stream().noneMatch(PodRecord::started)) {
        holder.end(project);
        uplinks.forget(project);
      }
    }
  }

  @Override
  public Optional<PodStatus> find(ProjectName project, ContainerName infra) {
    return state.project(project).pod(infra).map(pod -> status(project, pod));
  }

  @Override
  public List<PodStatus> list(ProjectName project) {
    List<PodRecord> pods = state.project(project).pods();
    Optional<Long> pid = pods.size() == 1 ? pausePid(project) : Optional.empty();
    return pods.stream().map(pod -> status(project, pod, pid)).toList();
  }

  @Override
  public void remove(ProjectName project, ContainerName infra) {
    PodKey key = new PodKey(project, infra);
    synchronized (lock(key)) {
      ProjectHome home = state.project(project);
      for (ContainerHome container : home.containers()) {
        if (container.container().filter(record -> isIn(record, infra)).isPresent()) {
          throw new RuntimeFailure(
              "cannot remove pod '"
                  + infra
                  + "': there is still container '"
                  + container.name()
                  + "'",
              "run 'jcompose -p " + project + " down'");
        }
      }
      stop(project, infra);
      networks.down(key, home.networkNamespace(infra));
      home.forgetPod(infra);
      locks.remove(key);
    }
  }

  private static boolean isIn(ContainerRecord container, ContainerName infra) {
    return container.spec().plan().pod().equals(infra);
  }

  /** Takes up what is to be done for the pods of a project that run, whoever started them. */
  void adopt(ProjectName project) {
    for (PodRecord pod : state.project(project).pods()) {
      PodKey key = new PodKey(project, pod.plan().name());
      synchronized (lock(key)) {
        if (isRunning(project, pod)) {
          services.serve(key, pod);
          uplinks.serve(key, pod);
        }
      }
    }
  }

  /**
   * Returns where a container of this pod is to be born.
   *
   * @throws RuntimeFailure if the pod does not run
   */
  NetworkPlace place(ProjectName project, ContainerName infra, ContainerName container) {
    PodRecord pod = running(project, infra, container);
    NetworkNamespace namespace = pod.plan().namespace();
    if (namespace instanceof NetworkNamespace.Host) {
      return new NetworkPlace.OfHost();
    }
    if (namespace instanceof NetworkNamespace.OfContainer other) {
      ContainerHome owner = owner(other, container);
      ContainerRecord record = owner.container().orElseThrow();
      return place(owner.project(), record.spec().plan().pod(), container);
    }
    return new NetworkPlace.Pinned(state.project(project).networkNamespace(infra));
  }

  /** Returns the pod whose network a container of this pod is in: another one's, where it joins. */
  PodRecord networkOf(ProjectName project, ContainerName infra, ContainerName container) {
    PodRecord pod = running(project, infra, container);
    if (pod.plan().namespace() instanceof NetworkNamespace.OfContainer other) {
      ContainerHome owner = owner(other, container);
      ContainerName joined = owner.container().orElseThrow().spec().plan().pod();
      return networkOf(owner.project(), joined, container);
    }
    return pod;
  }

  private PodRecord running(ProjectName project, ContainerName infra, ContainerName container) {
    return state
        .project(project)
        .pod(infra)
        .filter(pod -> isRunning(project, pod))
        .orElseThrow(
            () ->
                new RuntimeFailure(
                    "cannot start container '"
                        + container
                        + "': its pod '"
                        + infra
                        + "' does not run",
                    "start the project with 'jcompose -p " + project + " up'"));
  }

  private ContainerHome owner(NetworkNamespace.OfContainer other, ContainerName container) {
    return state
        .findByNameOrId(other.container())
        .orElseThrow(
            () ->
                new RuntimeFailure(
                    "cannot start container '"
                        + container
                        + "': it joins the network of container '"
                        + other.container()
                        + "', which does not exist",
                    "start that container first; 'jcompose ls' shows the projects there are"));
  }

  private PodStatus status(ProjectName project, PodRecord pod) {
    boolean only = state.project(project).pods().size() == 1;
    return status(project, pod, only ? pausePid(project) : Optional.empty());
  }

  private Optional<Long> pausePid(ProjectName project) {
    return holder.find(project).map(ProcessIdentity::pid);
  }

  private PodStatus status(ProjectName project, PodRecord pod, Optional<Long> pid) {
    boolean running = isRunning(project, pod);
    return new PodStatus(
        project,
        pod.plan(),
        pod.id(),
        pod.created(),
        running,
        running ? pid : Optional.empty(),
        pod.links().stream().map(LinuxPods::attachment).toList(),
        running ? pod.ports() : List.of());
  }

  private static Attachment attachment(PodLink link) {
    return new Attachment(
        link.network(), link.interfaceName(), link.addresses(), link.macAddress().toString());
  }

  private boolean isRunning(ProjectName project, PodRecord pod) {
    if (!pod.started() || holder.find(project).isEmpty()) {
      return false;
    }
    Path pin = state.project(project).networkNamespace(pod.plan().name());
    return !(pod.plan().namespace() instanceof NetworkNamespace.Own) || Files.exists(pin);
  }

  private Object lock(PodKey key) {
    return locks.computeIfAbsent(key, unused -> new Object());
  }

  private static RuntimeFailure unknown(ProjectName project, ContainerName infra) {
    return new RuntimeFailure(
        "there is no pod '" + infra + "' in project '" + project + "'",
        "make it with 'jcompose -p " + project + " up'");
  }
}
