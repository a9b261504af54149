package io.jcompose.scheduler.reconcile;

import io.jcompose.model.plan.AttachmentPlan;
import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.plan.InfraPlan;
import io.jcompose.model.plan.UpdateStrategy;
import io.jcompose.model.project.Dependency;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.NetworkName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.model.value.Signal;
import io.jcompose.scheduler.graph.DependencyGraph;
import io.jcompose.scheduler.observe.Observed;
import io.jcompose.scheduler.ready.RestartRule;
import io.jcompose.scheduler.runtime.ContainerStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides what an action has to do. Same arguments, same plan; touches nothing. Where services are
 * chosen, an empty set means all.
 */
public final class Reconciler {
  private static final Set<Signal> ENDING =
      Set.of(Signal.KILL, Signal.TERM, Signal.INT, Signal.QUIT);

  /**
   * Returns what makes {@code observed} what is wanted: what is missing is made, what differs is
   * replaced (the old one stops first: in one pod both cannot hold a port), what does not run is
   * started, and what is as it should be is left alone.
   */
  public StepPlan up(Wanted wanted, Observed observed, UpChoices choices) {
    return new UpPlan(wanted, observed, choices, Optional.empty()).decide();
  }

  /**
   * Returns what takes an update back: makes {@code observed} what is wanted, which is what was
   * there before, and waits until it is ready.
   */
  public StepPlan rollBack(Wanted wanted, Observed observed, UpdateStrategy strategy) {
    UpChoices choices = UpChoices.DEFAULT.withGoal(UpChoices.Goal.READY);
    return new UpPlan(wanted, observed, choices, Optional.of(strategy)).decide();
  }

  /**
   * Returns what removes the containers of these services, those of services that depend on them,
   * and what only they used: pods, and if no container is left, networks and the project itself.
   *
   * @param orphans whether containers of services that the pod's plan does not have go too
   */
  public StepPlan down(
      Observed observed, Set<ServiceName> services, boolean orphans, DownChoices choices) {
    Set<ContainerName> targets = new LinkedHashSet<>();
    Set<ServiceName> known = observed.plannedServices();
    Set<ServiceName> affected = Member.graph(standing(observed)).withDependents(services);
    for (ContainerStatus status : observed.all()) {
      ServiceName service = status.spec().plan().service();
      boolean chosen = services.isEmpty() || affected.contains(service);
      if (chosen || (orphans && !known.contains(service))) {
        targets.add(status.name());
      }
    }
    return new DownPlan(observed, targets, choices).decide();
  }

  /**
   * Returns what removes the containers of these services that are at rest, and the pods in which
   * none is left then. Networks, named volumes and the project stay.
   *
   * @param running whether those that run are stopped and removed too
   * @param volumes whether anonymous volumes go too
   */
  public StepPlan remove(
      Observed observed, Set<ServiceName> services, boolean running, boolean volumes) {
    Set<ContainerName> targets = new LinkedHashSet<>();
    Set<ContainerName> pods = new TreeSet<>();
    for (ContainerStatus status : observed.all()) {
      if (isChosen(status, services) && (running || RestartRule.isAtRest(status))) {
        targets.add(status.name());
        pods.add(status.spec().plan().pod());
      }
    }
    PlanBuilder plan = new PlanBuilder();
    DownChoices choices = new DownChoices(volumes, Optional.empty());
    Removals removals = new Removals(plan, observed, targets, choices, "removal was asked for");
    removals.addPods(pods, removals.addContainers());
    return plan.build();
  }

  /** Returns what stops and removes containers that were to stand in for others, and their pods. */
  public StepPlan dismiss(Observed observed, Set<ContainerName> spares) {
    Set<ContainerName> targets = new LinkedHashSet<>();
    Set<ContainerName> pods = new TreeSet<>();
    for (ContainerStatus status : observed.all()) {
      if (spares.contains(status.name())) {
        targets.add(status.name());
        pods.add(status.spec().plan().pod());
      }
    }
    PlanBuilder plan = new PlanBuilder();
    DownChoices choices = new DownChoices(true, Optional.empty());
    String cause = "it did not get ready to stand in";
    Removals removals = new Removals(plan, observed, targets, choices, cause);
    removals.addPods(pods, removals.addContainers());
    return plan.build();
  }

  /** Returns what removes one container of {@code run}, and its pod if nobody else is in it. */
  public StepPlan discard(Observed observed, ContainerName oneOff) {
    String cause = "it has done what it was for";
    PlanBuilder plan = new PlanBuilder();
    observed
        .container(oneOff)
        .ifPresent(
            status -> {
              int remove = plan.add(new Step.RemoveContainer(oneOff, true), List.of(), cause);
              ContainerName pod = status.spec().plan().pod();
              if (observed.pod(pod).isPresent() && observed.containersOf(pod).size() == 1) {
                new PodEnds(plan, observed).remove(pod, Map.of(oneOff, remove), cause);
              }
            });
    return plan.build();
  }

  /**
   * Returns what starts the existing containers of these services and those they depend on.
   *
   * @param untilReady whether they are waited for until they are ready
   */
  public StepPlan start(Observed observed, Set<ServiceName> services, boolean untilReady) {
    List<Member> standing = standing(observed);
    Set<ServiceName> affected =
        services.isEmpty() ? Set.of() : Member.graph(standing).withDependencies(services);
    List<Member> members = new ArrayList<>();
    Map<ContainerName, String> stopCauses = new LinkedHashMap<>();
    PlanBuilder plan = new PlanBuilder();
    for (ContainerStatus status : observed.all()) {
      Member member = Member.untouched(status);
      if (isChosen(status, affected)) {
        UpPlan.warnIfPaused(plan, status);
      }
      Optional<String> cause = UpPlan.notRunning(status);
      boolean starts = isChosen(status, affected) && cause.isPresent() && !RunOnce.isDone(status);
      members.add(starts ? member.startedBecause(cause.orElseThrow()) : member);
      if (starts && UpPlan.isHalfStopped(status)) {
        stopCauses.put(status.name(), cause.orElseThrow());
      }
    }
    List<Member> decided = Member.withoutIdlePreStarts(members);
    Map<ContainerName, Integer> stops = new Stops(plan, Optional.empty()).add(standing, stopCauses);
    Starts starts = addStarts(plan, observed, decided, stops);
    if (untilReady) {
      starts.awaitReady(
          decided.stream()
              .filter(member -> isChosen(member.now().orElseThrow(), affected))
              .toList(),
          "asked to wait");
    }
    return plan.build();
  }

  /**
   * Returns what stops the containers of these services, and each pod in which none runs then.
   *
   * @param timeout between stop signal and SIGKILL; empty means each container's own
   */
  public StepPlan stop(Observed observed, Set<ServiceName> services, Optional<Duration> timeout) {
    String cause = "stop was asked for";
    PlanBuilder plan = new PlanBuilder();
    Map<ContainerName, String> causes = new LinkedHashMap<>();
    Set<ContainerName> occupied = new TreeSet<>();
    for (ContainerStatus status : observed.all()) {
      if (isChosen(status, services)) {
        causes.put(status.name(), cause);
      } else if (status.running() || RestartRule.comesBack(status)) {
        occupied.add(status.spec().plan().pod());
      }
    }
    Map<ContainerName, Integer> stops = new Stops(plan, timeout).add(standing(observed), causes);
    PodEnds ends = new PodEnds(plan, observed);
    observed.pods().keySet().stream()
        .filter(pod -> !occupied.contains(pod))
        .forEach(pod -> ends.stop(pod, stops, "nothing runs in it any more"));
    return plan.build();
  }

  /**
   * Returns what stops and starts again the containers of these services, and the running ones that
   * depend on them with {@code restart: true}.
   *
   * @param timeout between stop signal and SIGKILL; empty means each container's own
   * @param withDependents whether those that depend on them are restarted too
   */
  public StepPlan restart(
      Observed observed,
      Set<ServiceName> services,
      Optional<Duration> timeout,
      boolean withDependents) {
    List<Member> standing = standing(observed);
    DependencyGraph restarting = Member.graph(standing, Dependency::restart);
    Set<ServiceName> affected = withDependents ? restarting.withDependents(services) : services;
    Map<ContainerName, String> causes = new LinkedHashMap<>();
    List<Member> members = new ArrayList<>();
    for (Member member : standing) {
      ContainerStatus status = member.now().orElseThrow();
      if (RunOnce.isDone(status)) {
        members.add(member);
      } else if (isChosen(status, services)) {
        causes.put(member.name(), "restart was asked for");
        members.add(member.startedBecause("restart was asked for"));
      } else if (affected.contains(member.service()) && member.running() && !member.isOneOff()) {
        causes.put(member.name(), "a service it depends on is restarted");
        members.add(member.startedBecause("a service it depends on is restarted"));
      } else {
        members.add(member);
      }
    }
    PlanBuilder plan = new PlanBuilder();
    Map<ContainerName, Integer> stops = new Stops(plan, timeout).add(standing, causes);
    addStarts(plan, observed, members, stops);
    return plan.build();
  }

  /** Returns what lets a pod join a network, if it is not in it. */
  public StepPlan connect(Observed observed, ContainerName pod, AttachmentPlan place) {
    PlanBuilder plan = new PlanBuilder();
    if (!isAttached(observed, pod, place.network())) {
      plan.add(
          new Step.ConnectPod(observed.project(), pod, place), List.of(), "connect was asked for");
    }
    return plan.build();
  }

  /** Returns what lets a pod leave a network, if it is in it. */
  public StepPlan disconnect(Observed observed, ContainerName pod, NetworkName network) {
    PlanBuilder plan = new PlanBuilder();
    if (isAttached(observed, pod, network)) {
      plan.add(
          new Step.DisconnectPod(observed.project(), pod, network),
          List.of(),
          "disconnect was asked for");
    }
    return plan.build();
  }

  private static boolean isAttached(Observed observed, ContainerName pod, NetworkName network) {
    return observed
        .pod(pod)
        .filter(
            status ->
                status.attachments().stream().anyMatch(place -> place.network().equals(network)))
        .isPresent();
  }

  /** Returns what sends a signal to the containers of these services that run. */
  public StepPlan kill(Observed observed, Set<ServiceName> services, Signal signal) {
    String cause = "kill was asked for";
    PlanBuilder plan = new PlanBuilder();
    for (ContainerStatus status : observed.all()) {
      if (isChosen(status, services)) {
        boolean forGood = ENDING.contains(signal) || signal.equals(status.spec().stopSignal());
        if (status.running() || (forGood && RestartRule.comesBack(status))) {
          plan.add(new Step.KillContainer(status.name(), signal, forGood), List.of(), cause);
        }
      }
    }
    return plan.build();
  }

  /**
   * Returns what pauses the containers of these services that run. Where services are named, one
   * that is paused already is tried too, so that the user is told.
   */
  public StepPlan pause(Observed observed, Set<ServiceName> services) {
    PlanBuilder plan = new PlanBuilder();
    for (ContainerStatus status : observed.all()) {
      boolean worthIt = !status.paused() || !services.isEmpty();
      if (isChosen(status, services) && status.running() && worthIt) {
        plan.add(new Step.PauseContainer(status.name()), List.of(), "pause was asked for");
      }
    }
    return plan.build();
  }

  /**
   * Returns what lets the paused containers of these services go on. Where services are named, one
   * that runs and is not paused is tried too, so that the user is told.
   */
  public StepPlan unpause(Observed observed, Set<ServiceName> services) {
    PlanBuilder plan = new PlanBuilder();
    for (ContainerStatus status : observed.all()) {
      boolean worthIt = status.paused() || !services.isEmpty();
      if (isChosen(status, services) && status.running() && worthIt) {
        plan.add(new Step.UnpauseContainer(status.name()), List.of(), "unpause was asked for");
      }
    }
    return plan.build();
  }

  private static Starts addStarts(
      PlanBuilder plan,
      Observed observed,
      List<Member> members,
      Map<ContainerName, Integer> stops) {
    Map<ContainerName, InfraPlan> pods = new HashMap<>();
    observed.pods().values().forEach(pod -> pods.put(pod.name(), pod.plan()));
    // a pod that stands already is not waited for by what must stop first
    Map<ContainerName, Integer> starts =
        new PodStarts(plan, observed).add(members, pods, Set.of(), List.of());
    Starts containers = new Starts(plan, members);
    containers.add(starts, stops);
    return containers;
  }

  private static List<Member> standing(Observed observed) {
    return observed.all().stream().map(Member::untouched).toList();
  }

  /** Whether services are meant of which it is a replica; containers of 'run' are left alone. */
  private static boolean isChosen(ContainerStatus status, Set<ServiceName> services) {
    ContainerPlan plan = status.spec().plan();
    return !plan.isOneOff() && (services.isEmpty() || services.contains(plan.service()));
  }
}
