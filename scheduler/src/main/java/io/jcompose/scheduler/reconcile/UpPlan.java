package io.jcompose.scheduler.reconcile;

import static io.jcompose.model.project.Dependency.Condition.COMPLETED_SUCCESSFULLY;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.plan.ContainerSpec;
import io.jcompose.model.plan.InfraPlan;
import io.jcompose.model.plan.UpdateStrategy;
import io.jcompose.model.project.Dependency;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.model.value.VolumeName;
import io.jcompose.scheduler.graph.DependencyGraph;
import io.jcompose.scheduler.observe.Observed;
import io.jcompose.scheduler.reconcile.UpChoices.Goal;
import io.jcompose.scheduler.reconcile.UpChoices.Recreation;
import io.jcompose.scheduler.runtime.ContainerStatus;
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
import java.util.stream.Stream;

/**
 * Decides on one {@code up}, in this order: what has to stop, what is removed, what is made, what
 * starts. Everything is made before anything starts.
 */
final class UpPlan {
  private final Wanted wanted;
  private final Observed observed;
  private final UpChoices choices;
  private final PlanBuilder plan = new PlanBuilder();
  private final VolumeSteps volumeSteps;
  private final Updates updates;

  /** Services whose completion others wait for. */
  private final Set<ServiceName> awaited;

  /** Why a container that stands there goes away: renamed or orphaned. */
  private final Map<ContainerName, String> removals = new LinkedHashMap<>();

  /** Why a container that stands there is made anew. */
  private final Map<ContainerName, String> replacements = new LinkedHashMap<>();

  private final Map<ContainerName, String> stopCauses = new LinkedHashMap<>();
  private final Map<ContainerName, Member> members = new LinkedHashMap<>();

  /**
   * Creates what decides.
   *
   * @param strategy how services are updated, whatever their files say
   */
  UpPlan(Wanted wanted, Observed observed, UpChoices choices, Optional<UpdateStrategy> strategy) {
    this.wanted = wanted;
    this.observed = observed;
    this.choices = choices;
    this.volumeSteps = new VolumeSteps(wanted, observed, choices.replaceVolumes());
    this.updates = new Updates(wanted, observed, strategy);
    this.awaited =
        wanted.plan().containers().stream()
            .flatMap(container -> container.dependencies().stream())
            .filter(dependency -> dependency.condition() == COMPLETED_SUCCESSFULLY)
            .map(Dependency::service)
            .collect(Collectors.toSet());
  }

  StepPlan decide() {
    findSuperfluous();
    judgeWanted();
    restartDependents();
    PodChanges changes = PodChanges.judge(wanted, observed);
    restartInReplaced(changes);
    Member.withoutIdlePreStarts(List.copyOf(members.values()))
        .forEach(member -> members.put(member.name(), member));
    return layOut(changes, inBatches(changes));
  }

  /** Takes those out of what is replaced at once that are replaced a few at a time, at the end. */
  private Map<ServiceName, Updates.Update> inBatches(PodChanges changes) {
    if (choices.goal() == Goal.CREATED) {
      return Map.of();
    }
    Map<ContainerName, String> causes = new LinkedHashMap<>(replacements);
    causes
        .keySet()
        .removeIf(name -> observed.container(name).flatMap(volumeSteps::whyReplaced).isPresent());
    Map<ServiceName, Updates.Update> found = updates.of(members.values(), causes, changes);
    updates.warnings().forEach(plan::warn);
    for (Updates.Update update : found.values()) {
      for (Updates.Replica replica : update.replicas()) {
        replacements.remove(replica.name());
        stopCauses.remove(replica.name());
        members.put(replica.name(), replica.member());
      }
    }
    return found;
  }

  /** Containers that the plan no longer has, for one reason or the other. */
  private void findSuperfluous() {
    Set<ContainerName> names =
        wanted.plan().containers().stream().map(ContainerPlan::name).collect(Collectors.toSet());
    Set<ServiceName> services = wanted.plan().services();
    Set<ServiceName> selected =
        wanted.containers().stream()
            .filter(container -> !container.spec().plan().isOneOff())
            .map(container -> container.spec().plan().service())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    selected.addAll(wanted.idle());
    List<ContainerName> orphans = new ArrayList<>();
    for (ContainerStatus status : observed.all()) {
      ServiceName service = status.spec().plan().service();
      if (!services.contains(service)) {
        if (choices.orphans().inactive().contains(service)) {
          continue;
        }
        if (choices.orphans().removed()) {
          removals.put(status.name(), "service '" + service + "' is not in the file");
        } else {
          orphans.add(status.name());
        }
      } else if (!names.contains(status.name())
          && selected.contains(service)
          && !status.spec().plan().isOneOff()) {
        removals.put(status.name(), "service '" + service + "' has no container of this name now");
      }
    }
    if (!orphans.isEmpty() && choices.orphans().told()) {
      plan.warn(
          "found orphan containers "
              + orphans
              + " for this project: no service of the file has them; 'jcompose up --remove-orphans'"
              + " removes them");
    }
    removals.forEach(stopCauses::putIfAbsent);
  }

  private void judgeWanted() {
    for (Wanted.Container container : wanted.containers()) {
      ContainerName name = container.spec().plan().name();
      Optional<ContainerStatus> now = observed.container(name);
      Optional<String> why =
          now.flatMap(
              status -> volumeSteps.whyReplaced(status).or(() -> whyReplaced(status, container)));
      why.ifPresent(
          cause -> {
            replacements.put(name, cause);
            stopCauses.put(name, cause);
          });
      if (why.isEmpty()) {
        now.ifPresent(status -> warnIfPaused(plan, status));
      }
      Optional<String> start = startCause(container, now, why);
      if (why.isEmpty() && now.filter(UpPlan::isHalfStopped).isPresent()) {
        start.ifPresent(cause -> stopCauses.put(name, cause));
      }
      members.put(name, new Member(container.spec(), now, start));
    }
  }

  private Optional<String> whyReplaced(ContainerStatus status, Wanted.Container container) {
    if (choices.recreation() == Recreation.NEVER) {
      return Optional.empty();
    }
    boolean asked =
        container.chosen()
            ? choices.recreation() == Recreation.ALWAYS
            : choices.recreateDependencies();
    return asked ? Optional.of("this was asked for") : Outdated.why(status, container);
  }

  private Optional<String> startCause(
      Wanted.Container container, Optional<ContainerStatus> now, Optional<String> replaced) {
    if (choices.goal() == Goal.CREATED) {
      return Optional.empty();
    }
    if (now.isEmpty()) {
      return Optional.of("it is new");
    }
    if (replaced.isPresent()) {
      return Optional.of("it is replaced");
    }
    ContainerPlan plan = container.spec().plan();
    boolean waitedFor = plan.isPreStart() || awaited.contains(plan.service());
    return RunOnce.isDone(now.get(), plan.upkeep().rerun(), waitedFor)
        ? Optional.empty()
        : notRunning(now.get());
  }

  /** Somebody stops it, or was killed before the end of that: it may end at any moment. */
  static boolean isHalfStopped(ContainerStatus status) {
    return status.running() && status.notes().stoppedByUser();
  }

  /** Returns why a container that exists has to be started; empty if it runs and goes on to. */
  static Optional<String> notRunning(ContainerStatus status) {
    return switch (status.state()) {
      case CREATED -> Optional.of("it was never started");
      case EXITED ->
          Optional.of(status.ofEarlierBoot() ? "the machine was booted anew" : "it is stopped");
      case RUNNING, PAUSED ->
          isHalfStopped(status) ? Optional.of("its stop was not finished") : Optional.empty();
    };
  }

  /** Who brings a project up wants it to run, and who paused a container wants it to rest. */
  static void warnIfPaused(PlanBuilder plan, ContainerStatus status) {
    if (status.paused()) {
      plan.warn(
          "container "
              + status.name()
              + " is paused and stays so: let it go on with 'jcompose unpause "
              + status.spec().plan().service()
              + "'");
    }
  }

  /** Whoever depends on a replaced container with {@code restart: true} stops and starts too. */
  private void restartDependents() {
    Set<ServiceName> replaced =
        members.values().stream()
            .filter(member -> replacements.containsKey(member.name()))
            .map(Member::service)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (replaced.isEmpty() || choices.goal() == Goal.CREATED) {
      return;
    }
    DependencyGraph graph = Member.graph(members.values(), Dependency::restart);
    Set<ServiceName> affected = graph.withDependents(replaced);
    for (Member member : List.copyOf(members.values())) {
      if (affected.contains(member.service())
          && member.running()
          && member.startCause().isEmpty()) {
        String cause = "a service it depends on is replaced";
        stopCauses.put(member.name(), cause);
        members.put(member.name(), member.startedBecause(cause));
      }
    }
  }

  /** Whoever runs in a pod that is made anew stops and starts with it. */
  private void restartInReplaced(PodChanges changes) {
    changes
        .replaced()
        .forEach(
            (pod, why) -> {
              String cause = "its pod is made anew: " + why;
              observed.containersOf(pod).stream()
                  .filter(ContainerStatus::running)
                  .forEach(status -> restart(status, cause));
            });
  }

  private void restart(ContainerStatus status, String cause) {
    stopCauses.putIfAbsent(status.name(), cause);
    if (!removals.containsKey(status.name()) && choices.goal() != Goal.CREATED) {
      Member member = members.getOrDefault(status.name(), Member.untouched(status));
      members.put(
          status.name(), member.startCause().isPresent() ? member : member.startedBecause(cause));
    }
  }

  private StepPlan layOut(PodChanges changes, Map<ServiceName, Updates.Update> inBatches) {
    changes.warnings().forEach(plan::warn);
    List<Member> standing = observed.all().stream().map(Member::untouched).toList();
    Map<ContainerName, Integer> stops =
        new Stops(plan, choices.stopTimeout()).add(standing, stopCauses);
    Map<ContainerName, Integer> ends = addRemovals(stops);
    Map<VolumeName, Integer> volumes = volumeSteps.add(plan, stops);
    // a container that is made anew has left its pod, as one that is removed
    ends.putAll(addReplacements(stops, volumes));
    PodSteps podSteps = new PodSteps(plan, observed, changes);
    Map<ContainerName, Integer> pods = podSteps.add(wanted.plan(), ends, stops);

    Set<Integer> made = new TreeSet<>(pods.values());
    made.addAll(ends.values());
    made.addAll(podSteps.recorded());
    for (Wanted.Container container : wanted.containers()) {
      ContainerSpec spec = container.spec();
      if (observed.container(spec.plan().name()).isEmpty()) {
        Set<Integer> needs = needs(spec, volumes);
        PlanBuilder.addIfPresent(needs, pods.get(spec.plan().pod()));
        made.add(plan.add(new Step.CreateContainer(spec), needs, "no container yet"));
      }
    }

    Starts starts = new Starts(plan, members.values());
    Set<ContainerName> anew = changes.replaced().keySet();
    starts.add(new PodStarts(plan, observed).add(members.values(), pods(), anew, made), stops);
    if (choices.goal() == Goal.READY) {
      starts.awaitReady(without(inBatches), "asked to wait");
    }
    for (ServiceName service : starts.order()) {
      Updates.Update update = inBatches.get(service);
      if (update != null) {
        Set<Integer> needs = new TreeSet<>(made);
        needs.addAll(volumes.values());
        needs.addAll(starts.gates(update.replicas().get(0).member()));
        needs.addAll(starts.readiness(service, "the update of its service begins with it"));
        starts.reached(service, addBatches(update, starts, needs));
      }
    }
    return plan.build();
  }

  private List<Member> without(Map<ServiceName, Updates.Update> inBatches) {
    Set<ContainerName> names =
        inBatches.values().stream()
            .flatMap(update -> update.replicas().stream())
            .map(Updates.Replica::name)
            .collect(Collectors.toSet());
    return members.values().stream().filter(member -> !names.contains(member.name())).toList();
  }

  private Set<Integer> addBatches(Updates.Update update, Starts starts, Set<Integer> needs) {
    int lastNumber =
        Stream.concat(
                wanted.plan().containers().stream(),
                observed.all().stream().map(status -> status.spec().plan()))
            .filter(container -> container.service().equals(update.service()))
            .mapToInt(ContainerPlan::number)
            .max()
            .orElse(0);
    return new UpdateSteps(plan, observed.project(), choices, starts, update, lastNumber)
        .add(needs);
  }

  private Map<ContainerName, InfraPlan> pods() {
    Map<ContainerName, InfraPlan> pods = new HashMap<>();
    observed.pods().values().forEach(pod -> pods.put(pod.name(), pod.plan()));
    wanted.pods().forEach(pod -> pods.put(pod.name(), pod));
    return pods;
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

  private Map<ContainerName, Integer> addReplacements(
      Map<ContainerName, Integer> stops, Map<VolumeName, Integer> volumes) {
    Map<ContainerName, Integer> steps = new LinkedHashMap<>();
    for (Wanted.Container container : wanted.containers()) {
      ContainerSpec spec = container.spec();
      ContainerName name = spec.plan().name();
      String cause = replacements.get(name);
      if (cause != null) {
        Set<Integer> needs = needs(spec, volumes);
        PlanBuilder.addIfPresent(needs, stops.get(name));
        Step step = new Step.ReplaceContainer(spec, choices.renewVolumes());
        steps.put(name, plan.add(step, needs, cause));
      }
    }
    return steps;
  }

  private static Set<Integer> needs(ContainerSpec spec, Map<VolumeName, Integer> volumes) {
    Set<Integer> needs = new TreeSet<>();
    NamedVolumes.of(spec.mounts())
        .forEach(volume -> PlanBuilder.addIfPresent(needs, volumes.get(volume)));
    return needs;
  }
}
