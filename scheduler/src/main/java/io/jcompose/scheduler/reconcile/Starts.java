package io.jcompose.scheduler.reconcile;

import static java.util.Comparator.comparingInt;

import io.jcompose.model.project.Dependency;
import io.jcompose.model.project.Hook;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.graph.DependencyGraph;
import io.jcompose.scheduler.ready.Condition;
import io.jcompose.scheduler.ready.HookMoment;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Adds start steps, each after what its container depends on, and the waiting between them. */
final class Starts {
  private final PlanBuilder plan;
  private final Map<ServiceName, List<Member>> services;
  private final DependencyGraph graph;
  private final Map<ContainerName, Integer> starts = new LinkedHashMap<>();
  private final Map<Wait, Integer> waits = new HashMap<>();
  private final Map<ServiceName, Set<Integer>> reached = new HashMap<>();

  private record Wait(ContainerName container, Condition condition, boolean required) {}

  /**
   * Creates what adds to {@code plan}.
   *
   * @param members those that may start, and what they depend on
   */
  Starts(PlanBuilder plan, Collection<Member> members) {
    this.plan = plan;
    this.services = Member.byService(members);
    this.graph = Member.graph(members);
  }

  /**
   * Adds a start step for each member that has a cause to start.
   *
   * @param first the steps that the start of each pod's containers needs, by pod
   * @param stops the number of the stop step of each container that stops before
   */
  void add(Map<ContainerName, Integer> first, Map<ContainerName, Integer> stops) {
    for (ServiceName service : graph.order()) {
      Set<Integer> through = new TreeSet<>();
      graph
          .dependenciesOf(service)
          .forEach(dependency -> through.addAll(reached.getOrDefault(dependency, Set.of())));
      Set<Integer> own = new TreeSet<>();
      Set<Integer> preStart = new TreeSet<>();
      for (Member member : inOrder(services.getOrDefault(service, List.of()))) {
        if (member.startCause().isPresent()) {
          Set<Integer> needs = new TreeSet<>(preStart);
          PlanBuilder.addIfPresent(needs, first.get(member.spec().plan().pod()));
          PlanBuilder.addIfPresent(needs, stops.get(member.name()));
          needs.addAll(gates(member));
          int number = start(member, needs);
          starts.put(member.name(), number);
          if (!member.isPreStart()) {
            own.add(number);
          }
        }
        if (member.isPreStart() && isOpen(member, Condition.COMPLETED)) {
          String cause = "service '" + service + "' starts after it";
          preStart = Set.of(await(member, Condition.COMPLETED, true, cause));
        }
      }
      reached.put(service, own.isEmpty() ? through : own);
    }
  }

  /** Returns the services, each after those it depends on. */
  List<ServiceName> order() {
    return graph.order();
  }

  /** Returns what must be over before a container starts, for the sake of what it depends on. */
  Set<Integer> gates(Member member) {
    Set<Integer> gates = new TreeSet<>();
    for (Dependency dependency : member.dependencies()) {
      if (graph.dependenciesOf(member.service()).contains(dependency.service())) {
        gates.addAll(gate(member.service(), dependency));
      }
    }
    return gates;
  }

  /** Adds steps that wait until those containers of a service are ready that start. */
  Set<Integer> readiness(ServiceName service, String cause) {
    Set<Integer> ready = new TreeSet<>();
    for (Member member : services.getOrDefault(service, List.of())) {
      if (member.startCause().isPresent()) {
        Condition condition = member.isPreStart() ? Condition.COMPLETED : Condition.READY;
        ready.add(await(member, condition, true, cause));
      }
    }
    return ready;
  }

  /** Says which steps a service is reached by, once others than its starts were added. */
  void reached(ServiceName service, Set<Integer> steps) {
    reached.put(service, steps);
  }

  /** Returns those that run before the service starts in their order, then its replicas. */
  private static List<Member> inOrder(List<Member> members) {
    return Stream.concat(
            members.stream()
                .filter(Member::isPreStart)
                .sorted(comparingInt(member -> -member.spec().plan().number())),
            members.stream().filter(member -> !member.isPreStart()))
        .toList();
  }

  /** Returns the step after which it is started: the last of its hooks, if it has any. */
  int start(Member member, Set<Integer> needs) {
    String cause = member.startCause().orElseThrow();
    int last = plan.add(new Step.StartContainer(member.name()), needs, cause);
    int count = 0;
    for (Hook hook : member.spec().plan().hooks().postStart()) {
      count++;
      Step step = new Step.RunHook(member.name(), HookMoment.POST_START, count, hook);
      last = plan.add(step, List.of(last), cause);
    }
    return last;
  }

  /** Adds a step for each member that waits until it is ready, unless one waits for it already. */
  void awaitReady(Collection<Member> members, String cause) {
    for (Member member : members) {
      boolean probed = member.spec().health().isPresent();
      boolean starts = member.startCause().isPresent();
      boolean open = starts || (probed && !member.healthy());
      boolean waited =
          waits.containsKey(new Wait(member.name(), Condition.HEALTHY, true))
              || waits.containsKey(new Wait(member.name(), Condition.COMPLETED, true));
      if (open && !waited) {
        await(member, Condition.READY, true, cause);
      }
    }
  }

  /** Returns the steps that must be over before a service with this dependency starts. */
  private Collection<Integer> gate(ServiceName service, Dependency dependency) {
    Condition condition = condition(dependency);
    if (condition == Condition.STARTED && dependency.required()) {
      return reached.getOrDefault(dependency.service(), Set.of());
    }
    String cause =
        dependency.required()
            ? "service '" + service + "' needs it"
            : "service '" + service + "' uses it if it is there";
    Set<Integer> gate = new TreeSet<>();
    for (Member member : services.getOrDefault(dependency.service(), List.of())) {
      if (!member.isPreStart() && isOpen(member, condition)) {
        gate.add(await(member, condition, dependency.required(), cause));
      }
    }
    return gate;
  }

  private static boolean isOpen(Member member, Condition condition) {
    if (member.startCause().isPresent()) {
      return true;
    }
    // what neither runs nor is started here is not part of this action: nobody would end the wait
    return member.running()
        && condition != Condition.STARTED
        && !(condition == Condition.HEALTHY && member.healthy());
  }

  private int await(Member member, Condition condition, boolean required, String cause) {
    Wait wait = new Wait(member.name(), condition, required);
    Integer known = waits.get(wait);
    if (known != null) {
      return known;
    }
    Integer start = starts.get(member.name());
    List<Integer> after = start == null ? List.of() : List.of(start);
    Step step = new Step.AwaitContainer(member.name(), condition, required);
    int number = required ? plan.add(step, after, cause) : plan.addRegardless(step, after, cause);
    waits.put(wait, number);
    return number;
  }

  private static Condition condition(Dependency dependency) {
    return switch (dependency.condition()) {
      case STARTED -> Condition.STARTED;
      case HEALTHY -> Condition.HEALTHY;
      case COMPLETED_SUCCESSFULLY -> Condition.COMPLETED;
    };
  }
}
