package io.jcompose.scheduler.fake;

import io.jcompose.model.plan.AttachmentPlan;
import io.jcompose.model.plan.InfraPlan;
import io.jcompose.model.plan.PublishedPort;
import io.jcompose.model.project.PortMapping;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.NetworkName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.scheduler.runtime.NetworkStatus.Endpoint;
import io.jcompose.scheduler.runtime.PodStatus;
import io.jcompose.scheduler.runtime.PodStatus.Attachment;
import io.jcompose.scheduler.runtime.PodStatus.Publication;
import io.jcompose.scheduler.runtime.Pods;
import io.jcompose.scheduler.runtime.PortInUseException;
import io.jcompose.scheduler.runtime.Projects;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import io.jcompose.scheduler.time.Timer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The pods of a {@link FakeRuntime}, and the host's ports. */
final class FakePods implements Pods {
  private static final int FIRST_FREE_PORT = 49152;
  private final Timer timer;
  private final Faults faults;
  private final Projects projects;
  private final FakeNetworks networks;
  private final Map<PodKey, Pod> pods = new TreeMap<>();
  private final Map<PodKey, Set<NetworkName>> more = new HashMap<>();
  private final Map<PodKey, Set<NetworkName>> away = new HashMap<>();
  private final Map<Integer, String> portOwners = new HashMap<>();

  private record Pod(
      PodKey key,
      InfraPlan plan,
      Instant created,
      boolean running,
      List<Attachment> attachments,
      List<Publication> chosen) {
    Pod {
      chosen = List.copyOf(chosen);
    }

    PodStatus status() {
      return new PodStatus(
          key.project(),
          plan,
          "f".repeat(64),
          created,
          running,
          running ? Optional.of(42L) : Optional.empty(),
          attachments,
          running ? chosen : List.of());
    }

    Pod with(boolean nowRunning, List<Publication> nowChosen) {
      return new Pod(key, plan, created, nowRunning, attachments, nowChosen);
    }
  }

  FakePods(Timer timer, Faults faults, Projects projects, FakeNetworks networks) {
    this.timer = timer;
    this.faults = faults;
    this.projects = projects;
    this.networks = networks;
  }

  synchronized void occupy(int port, String owner) {
    portOwners.put(port, owner);
  }

  synchronized boolean runs(ProjectName project, ContainerName infra) {
    Pod pod = pods.get(new PodKey(project, infra));
    return pod != null && pod.running();
  }

  /** Ends all pods. */
  synchronized void reboot() {
    pods.values().forEach(this::release);
    pods.replaceAll((key, pod) -> pod.with(false, List.of()));
  }

  @Override
  public synchronized PodStatus create(ProjectName project, InfraPlan plan) {
    faults.journal("create pod", plan.name().value());
    if (projects.find(project).isEmpty()) {
      throw new RuntimeFailure("there is no project '" + project + "'", "record it first");
    }
    return change(new PodKey(project, plan.name()), plan);
  }

  @Override
  public synchronized PodStatus connect(
      ProjectName project, ContainerName infra, AttachmentPlan place) {
    faults.journal("connect pod", infra.value());
    Pod pod = existing(project, infra);
    more.computeIfAbsent(pod.key(), unused -> new TreeSet<>()).add(place.network());
    away.getOrDefault(pod.key(), new TreeSet<>()).remove(place.network());
    return change(pod.key(), pod.plan());
  }

  @Override
  public synchronized PodStatus disconnect(
      ProjectName project, ContainerName infra, NetworkName network) {
    faults.journal("disconnect pod", infra.value());
    Pod pod = existing(project, infra);
    away.computeIfAbsent(pod.key(), unused -> new TreeSet<>()).add(network);
    more.getOrDefault(pod.key(), new TreeSet<>()).remove(network);
    return change(pod.key(), pod.plan());
  }

  private PodStatus change(PodKey key, InfraPlan plan) {
    Set<NetworkName> joined = new LinkedHashSet<>();
    plan.attachments().forEach(place -> joined.add(place.network()));
    joined.addAll(more.getOrDefault(key, Set.of()));
    joined.removeAll(away.getOrDefault(key, Set.of()));
    networks.detach(key, List.copyOf(joined));
    List<Attachment> attachments = new ArrayList<>();
    for (NetworkName network : joined) {
      Endpoint endpoint = networks.attach(network, key);
      attachments.add(
          new Attachment(
              network, "eth" + attachments.size(), endpoint.addresses(), endpoint.macAddress()));
    }
    Optional<Pod> old = Optional.ofNullable(pods.get(key));
    Instant created = old.map(Pod::created).orElseGet(timer::now);
    boolean running = old.map(Pod::running).orElse(false);
    Pod pod = new Pod(key, plan, created, running, attachments, List.of());
    if (running) {
      old.ifPresent(this::release);
      pod = pod.with(true, publish(pod));
    }
    pods.put(key, pod);
    return pod.status();
  }

  @Override
  public synchronized void choosePorts(ProjectName project, Collection<ContainerName> infras) {
    faults.journal("choose ports", project.value());
    for (ContainerName infra : infras) {
      Pod pod = existing(project, infra);
      if (!pod.running()) {
        release(pod);
        pods.put(pod.key(), pod.with(false, publish(pod)));
      }
    }
  }

  @Override
  public synchronized PodStatus start(ProjectName project, ContainerName infra) {
    faults.journal("start pod", infra.value());
    Pod pod = existing(project, infra);
    if (!pod.running()) {
      pod = pod.with(true, pod.chosen().isEmpty() ? publish(pod) : pod.chosen());
      pods.put(pod.key(), pod);
    }
    return pod.status();
  }

  private List<Publication> publish(Pod pod) {
    List<Publication> ports = new ArrayList<>();
    Map<Integer, String> owners = new HashMap<>(portOwners);
    for (PublishedPort port : pod.plan().ports()) {
      PortMapping mapping = port.mapping();
      int chosen = mapping.published().map(PortMapping.PortRange::first).orElse(FIRST_FREE_PORT);
      String owner = owners.put(chosen, "pod '" + pod.plan().name() + "'");
      if (owner != null) {
        throw new PortInUseException(port.service().value(), chosen, owner);
      }
      ports.add(
          new Publication(
              port.service(), mapping.hostAddress().orElse("0.0.0.0"), chosen, mapping.target()));
    }
    portOwners.putAll(owners);
    return ports;
  }

  private void release(Pod pod) {
    pod.chosen().forEach(port -> portOwners.remove(port.hostPort()));
  }

  private Pod existing(ProjectName project, ContainerName infra) {
    Pod pod = pods.get(new PodKey(project, infra));
    if (pod == null) {
      throw new RuntimeFailure(
          "cannot start pod '" + infra + "': there is none", "run 'jcompose up'");
    }
    return pod;
  }

  @Override
  public synchronized void stop(ProjectName project, ContainerName infra) {
    faults.journal("stop pod", infra.value());
    Pod pod = pods.get(new PodKey(project, infra));
    if (pod != null) {
      release(pod);
      pods.put(pod.key(), pod.with(false, List.of()));
    }
  }

  @Override
  public synchronized Optional<PodStatus> find(ProjectName project, ContainerName infra) {
    return Optional.ofNullable(pods.get(new PodKey(project, infra))).map(Pod::status);
  }

  @Override
  public synchronized List<PodStatus> list(ProjectName project) {
    return pods.values().stream()
        .filter(pod -> pod.key().project().equals(project))
        .map(Pod::status)
        .toList();
  }

  @Override
  public synchronized void remove(ProjectName project, ContainerName infra) {
    faults.journal("remove pod", infra.value());
    PodKey key = new PodKey(project, infra);
    more.remove(key);
    away.remove(key);
    Pod pod = pods.remove(key);
    if (pod != null) {
      release(pod);
      networks.detach(key, List.of());
    }
  }
}
