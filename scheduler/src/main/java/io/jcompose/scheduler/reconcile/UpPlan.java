package io.jcompose.scheduler.reconcile;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.plan.ContainerSpec;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.plan.VolumePlan;
import io.jcompose.model.project.Dependency;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.model.value.VolumeName;
import io.jcompose.scheduler.graph.DependencyGraph;
import io.jcompose.scheduler.observe.Observed;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.PodStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides on one {@code up}, in this order: what has to stop, what is removed, what is made, the
 * pod, what starts. Everything is made before anything starts.
 */
final class UpPlan {
  private final Wanted wanted;
  private final Observed observed;
  private final UpChoices choices;
  private final PlanBuilder plan = new PlanBuilder();

  /** Why a container that stands there goes away: outdated, renamed or orphaned. */
  private final Map<ContainerName, String> removals = new LinkedHashMap<>();

  private final Map<ContainerName, String> stopCauses = new LinkedHashMap<>();
  private final Map<ContainerName, Member> members = new LinkedHashMap<>();

  UpPlan(Wanted wanted, Observed observed, UpChoices choices) {
    this.wanted = wanted;
    this.observed = observed;
    this.choices = choices;
  }

  StepPlan decide() {
    findSuperfluous();
    judgeWanted();
    restartDependents();
    boolean republish = judgePorts();
    return layOut(republish);
  }

  /** Containers that the plan no longer has, for one reason or the other. */
  private void findSuperfluous() {
    Set<ContainerName> names = new LinkedHashSet<>();
    Set<ServiceName> services = new LinkedHashSet<>();
    for (ContainerPlan container : wanted.plan().containers()) {
      names.add(container.name());
      services.add(container.service());
    }
    Set<ServiceName> selected =
        wanted.containers().stream()
            .map(container -> container.spec().plan().service())
            .collect(Collectors.toSet());
    List<ContainerName> orphans = new ArrayList<>();
    for (ContainerStatus status : observed.all()) {
      ServiceName service = status.spec().plan().service();
      if (!services.contains(service)) {
        if (choices.removeOrphans()) {
          removals.put(status.name(), "service '" + service + "' is not in the file");
        } else {
          orphans.add(status.name());
        }
      } else if (!names.contains(status.name()) && selected.contains(service)) {
        removals.put(status.name(), "service '" + service + "' has no container of this name now");
      }
    }
    if (!orphans.isEmpty()) {
      plan.warn(
          "found orphan containers "
              + orphans
              + " for this project: no service of the file has them; 'jcompose down' removes them"
              + " with the rest");
    }
    removals.forEach(stopCauses::putIfAbsent);
  }

  private void judgeWanted() {
    for (Wanted.Container container : wanted.containers()) {
      ContainerName name = container.spec().plan().name();
      Optional<ContainerStatus> now = observed.container(name);
      Optional<String> outdated = now.flatMap(status -> outdated(status, container));
      outdated.ifPresent(
          cause -> {
            removals.put(name, cause);
            stopCauses.put(name, cause);
          });
      members.put(name, new Member(container.spec(), now, startCause(now, outdated)));
    }
  }

  private static Optional<String> outdated(ContainerStatus status, Wanted.Container container) {
    if (!status.spec().plan().configHash().equals(container.spec().plan().configHash())) {
      return Optional.of("its configuration changed");
    }
    if (!status.imageId().equals(container.imageId())) {
      return Optional.of("its image '" + container.spec().plan().image() + "' changed");
    }
    return Optional.empty();
  }

  private static Optional<String> startCause(
      Optional<ContainerStatus> now, Optional<String> outdated) {
    if (now.isEmpty()) {
      return Optional.of("it is new");
    }
    if (outdated.isPresent()) {
      return Optional.of("it is replaced");
    }
    return notRunning(now.get());
  }

  /** Returns why a container that exists has to be started; empty if it runs. */
  static Optional<String> notRunning(ContainerStatus status) {
    return switch (status.state()) {
      case CREATED -> Optional.of("it was never started");
      case EXITED -> Optional.of("it is stopped");
      case RUNNING -> Optional.empty();
    };
  }

  /** Whoever depends on a replaced container with {@code restart: true} stops and starts too. */
  private void restartDependents() {
    Set<ServiceName> replaced =
        members.values().stream()
            .filter(member -> removals.containsKey(member.name()))
            .map(Member::service)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (replaced.isEmpty()) {
      return;
    }
    DependencyGraph graph = Member.graph(members.values(), Dependency::restart);
    Set<ServiceName> affected = graph.withDependents(replaced);
    for (Member member : List.copyOf(members.values())) {
      if (affected.contains(member.service()) && member.startCause().isEmpty()) {
        String cause = "a service it depends on is replaced";
        stopCauses.put(member.name(), cause);
        members.put(member.name(), member.startedBecause(cause));
      }
    }
  }

  /** A running pod cannot change what it publishes: everything in it stops and starts again. */
  private boolean judgePorts() {
    boolean republish =
        observed.podRuns()
            && !observed
                .pod()
                .orElseThrow()
                .plan()
                .infra()
                .ports()
                .equals(wanted.plan().infra().ports());
    if (republish) {
      String cause = "the pod's published ports changed";
      for (ContainerStatus status : observed.all()) {
        if (status.running()) {
          stopCauses.putIfAbsent(status.name(), cause);
          if (!removals.containsKey(status.name())) {
            Member member = members.getOrDefault(status.name(), Member.untouched(status));
            members.put(
                status.name(),
                member.startCause().isPresent() ? member : member.startedBecause(cause));
          }
        }
      }
    }
    return republish;
  }

  private StepPlan layOut(boolean republish) {
    List<Member> standing = observed.all().stream().map(Member::untouched).toList();
    Map<ContainerName, Integer> stops =
        new Stops(plan, choices.stopTimeout()).add(standing, stopCauses);
    Map<ContainerName, Integer> removes = addRemovals(stops);
    Set<Integer> pod = addPod(republish, stops);
    Map<VolumeName, Integer> volumes = addVolumes();

    Set<Integer> beforePodRuns = new TreeSet<>(pod);
    beforePodRuns.addAll(removes.values());
    for (Wanted.Container container : wanted.containers()) {
      ContainerSpec spec = container.spec();
      ContainerName name = spec.plan().name();
      boolean exists = observed.container(name).isPresent();
      if (!exists || removals.containsKey(name)) {
        Set<Integer> needs = new TreeSet<>(pod);
        volumesOf(spec).forEach(volume -> addIfPresent(needs, volumes.get(volume)));
        addIfPresent(needs, removes.get(name));
        String cause = removals.getOrDefault(name, "no container yet");
        beforePodRuns.add(plan.add(new Step.CreateContainer(spec), needs, cause));
      }
    }

    boolean anyStarts =
        members.values().stream().anyMatch(member -> member.startCause().isPresent());
    Set<Integer> first = beforePodRuns;
    if (anyStarts) {
      String cause = observed.podRuns() && !republish ? "containers join it" : "it does not run";
      first = Set.of(plan.add(new Step.StartPod(wanted.plan().project()), beforePodRuns, cause));
    }
    Starts starts = new Starts(plan);
    starts.add(members.values(), first, stops);
    if (choices.untilReady()) {
      starts.awaitReady(members.values(), "asked to wait");
    }
    return plan.build();
  }

  private Map<ContainerName, Integer> addRemovals(Map<ContainerName, Integer> stops) {
    Map<ContainerName, Integer> removes = new TreeMap<>();
    removals.forEach(
        (name, cause) -> {
          Integer stop = stops.get(name);
          List<Integer> needs = stop == null ? List.of() : List.of(stop);
          removes.put(name, plan.add(new Step.RemoveContainer(name, false), needs, cause));
        });
    return removes;
  }

  private Set<Integer> addPod(boolean republish, Map<ContainerName, Integer> stops) {
    PodPlan pod = wanted.plan();
    Optional<PodStatus> now = observed.pod();
    if (now.isEmpty()) {
      return Set.of(plan.add(new Step.CreatePod(pod), List.of(), "no pod yet"));
    }
    if (now.get().plan().equals(pod)) {
      return Set.of();
    }
    if (republish) {
      int stop =
          plan.add(
              new Step.StopPod(pod.project()), stops.values(), "the pod's published ports changed");
      return Set.of(plan.add(new Step.UpdatePod(pod), List.of(stop), "its plan changed"));
    }
    return Set.of(plan.add(new Step.UpdatePod(pod), List.of(), "its plan changed"));
  }

  private Map<VolumeName, Integer> addVolumes() {
    Set<VolumeName> used = new TreeSet<>();
    wanted.containers().forEach(container -> used.addAll(volumesOf(container.spec())));
    Map<VolumeName, Integer> volumes = new HashMap<>();
    for (VolumePlan volume : wanted.plan().volumes()) {
      if (used.contains(volume.name()) && !volume.external()) {
        if (!observed.hasVolume(volume.name())) {
          volumes.put(
              volume.name(), plan.add(new Step.CreateVolume(volume), List.of(), "no volume yet"));
        } else if (!observed.ownVolumes().contains(volume.name())) {
          plan.warn(
              "volume '"
                  + volume.name()
                  + "' exists but was not made for this project; use 'external: true' to say that"
                  + " this is meant");
        }
      }
    }
    return volumes;
  }

  private static Set<VolumeName> volumesOf(ContainerSpec spec) {
    return NamedVolumes.of(spec.mounts());
  }

  private static void addIfPresent(Set<Integer> numbers, @Nullable Integer number) {
    if (number != null) {
      numbers.add(number);
    }
  }
}
