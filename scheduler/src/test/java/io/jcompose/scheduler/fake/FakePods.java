package io.jcompose.scheduler.fake;

import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.plan.PublishedPort;
import io.jcompose.model.project.PortMapping;
import io.jcompose.model.value.ProjectName;
import io.jcompose.scheduler.runtime.PodStatus;
import io.jcompose.scheduler.runtime.Pods;
import io.jcompose.scheduler.runtime.PortInUseException;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import io.jcompose.scheduler.time.Timer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The pods of a {@link FakeRuntime}, and the host's ports. */
final class FakePods implements Pods {
  private static final int FIRST_FREE_PORT = 49152;
  private final Timer timer;
  private final Faults faults;
  private final Map<ProjectName, Pod> pods = new TreeMap<>();
  private final Map<Integer, String> portOwners = new HashMap<>();

  private record Pod(
      PodPlan plan,
      String id,
      Instant created,
      boolean running,
      List<PodStatus.Publication> ports) {
    PodStatus status() {
      return new PodStatus(
          plan,
          id,
          created,
          running,
          running ? Optional.of(42L) : Optional.empty(),
          "10.1.2.3",
          ports);
    }
  }

  FakePods(Timer timer, Faults faults) {
    this.timer = timer;
    this.faults = faults;
  }

  synchronized void occupy(int port, String owner) {
    portOwners.put(port, owner);
  }

  synchronized boolean runs(ProjectName project) {
    Pod pod = pods.get(project);
    return pod != null && pod.running();
  }

  @Override
  public synchronized PodStatus create(PodPlan plan) {
    faults.journal("create pod", plan.project().value());
    Pod old = pods.get(plan.project());
    Pod pod =
        old == null
            ? new Pod(plan, "f".repeat(64), timer.now(), false, List.of())
            : new Pod(plan, old.id(), old.created(), old.running(), old.ports());
    pods.put(plan.project(), pod);
    return pod.status();
  }

  @Override
  public synchronized PodStatus start(ProjectName project) {
    faults.journal("start pod", project.value());
    Pod pod = pods.get(project);
    if (pod == null) {
      throw new RuntimeFailure(
          "cannot start pod '" + project + "': there is none", "run 'jcompose up'");
    }
    if (!pod.running()) {
      List<PodStatus.Publication> ports = publish(pod.plan());
      pod = new Pod(pod.plan(), pod.id(), pod.created(), true, ports);
      pods.put(project, pod);
    }
    return pod.status();
  }

  private List<PodStatus.Publication> publish(PodPlan plan) {
    List<PodStatus.Publication> ports = new ArrayList<>();
    Map<Integer, String> owners = new HashMap<>(portOwners);
    for (PublishedPort port : plan.infra().ports()) {
      PortMapping mapping = port.mapping();
      int chosen = mapping.published().map(PortMapping.PortRange::first).orElse(FIRST_FREE_PORT);
      String owner = owners.put(chosen, "pod '" + plan.project() + "'");
      if (owner != null) {
        throw new PortInUseException(port.service().value(), chosen, owner);
      }
      ports.add(
          new PodStatus.Publication(
              port.service(), mapping.hostAddress().orElse("0.0.0.0"), chosen, mapping.target()));
    }
    portOwners.putAll(owners);
    return ports;
  }

  @Override
  public synchronized void stop(ProjectName project) {
    faults.journal("stop pod", project.value());
    Pod pod = pods.get(project);
    if (pod != null) {
      pod.ports().forEach(port -> portOwners.remove(port.hostPort()));
      pods.put(project, new Pod(pod.plan(), pod.id(), pod.created(), false, List.of()));
    }
  }

  @Override
  public synchronized Optional<PodStatus> find(ProjectName project) {
    return Optional.ofNullable(pods.get(project)).map(Pod::status);
  }

  @Override
  public synchronized List<PodStatus> list() {
    return pods.values().stream().map(Pod::status).toList();
  }

  @Override
  public synchronized void remove(ProjectName project) {
    faults.journal("remove pod", project.value());
    Pod pod = pods.remove(project);
    if (pod != null) {
      pod.ports().forEach(port -> portOwners.remove(port.hostPort()));
    }
  }
}
