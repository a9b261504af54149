package io.jcompose.scheduler.reconcile;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.plan.InfraPlan;
import io.jcompose.model.plan.PublishedPort;
import io.jcompose.model.plan.SparePlan;
import io.jcompose.model.plan.UpdateStrategy;
import io.jcompose.model.project.Deploy.UpdateConfig.FailureAction;
import io.jcompose.model.project.Deploy.UpdateConfig.Order;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.scheduler.ready.Condition;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Adds the steps that replace the replicas of one service, a batch after the other. */
final class UpdateSteps {
  private static final int PERCENT = 100;
  private final PlanBuilder plan;
  private final ProjectName project;
  private final Starts starts;
  private final Stops stops;
  private final boolean renewVolumes;
  private final Updates.Update update;
  private final int lastNumber;
  private final String cause;
  private final Map<ContainerName, Integer> replacements = new TreeMap<>();
  private final Map<ContainerName, Integer> spares = new TreeMap<>();

  /** What has to be over, and what of it must have succeeded. */
  private record Gate(Set<Integer> after, Set<Integer> needs) {}

  /**
   * Creates what adds to {@code plan}.
   *
   * @param starts what starts were added already
   * @param lastNumber the highest number that a replica of the service has or is to have
   */
  UpdateSteps(
      PlanBuilder plan,
      ProjectName project,
      UpChoices choices,
      Starts starts,
      Updates.Update update,
      int lastNumber) {
    this.plan = plan;
    this.project = project;
    this.starts = starts;
    this.stops = new Stops(plan, choices.stopTimeout());
    this.renewVolumes = choices.renewVolumes();
    this.update = update;
    this.lastNumber = lastNumber;
    this.cause = "service '" + update.service() + "' is updated";
  }

  /**
   * Adds the steps.
   *
   * @param needs what must have succeeded before the first batch
   * @return the last steps
   */
  Set<Integer> add(Collection<Integer> needs) {
    int begin = plan.next();
    UpdateStrategy strategy = update.strategy();
    List<Updates.Replica> replicas = update.replicas();
    int size = strategy.parallelism() == 0 ? replicas.size() : strategy.parallelism();
    int batches = (replicas.size() + size - 1) / size;
    int spared = batchesThatMayFail(size, batches);
    Gate gate = new Gate(new TreeSet<>(needs), new TreeSet<>(needs));
    Set<Integer> last = new TreeSet<>();
    for (int batch = 0; batch < batches; batch++) {
      int first = batch * size;
      last = new TreeSet<>();
      for (int i = first; i < Math.min(first + size, replicas.size()); i++) {
        last.add(addReplica(replicas.get(i), lastNumber + 1 + i - first, gate));
      }
      if (batch + 1 < batches) {
        gate = next(batch < spared, last, gate);
      }
    }
    plan.note(
        new ServiceUpdate(
            update.service(),
            strategy,
            replicas.get(0).spec().plan().upkeep().rollback(),
            replacements,
            spares,
            IntStream.range(begin, plan.next()).boxed().toList()));
    return last;
  }

  /**
   * The share that may fail is counted from the first batch on, as how each ends is not known yet:
   * an update may stop sooner than its file allows, never later.
   */
  private int batchesThatMayFail(int size, int batches) {
    UpdateStrategy strategy = update.strategy();
    if (strategy.failureAction() == FailureAction.CONTINUE) {
      return batches;
    }
    return update.replicas().size() * strategy.toleratedPercent() / PERCENT / size;
  }

  private Gate next(boolean mayFail, Set<Integer> last, Gate gate) {
    Set<Integer> needs = mayFail ? gate.needs() : last;
    Set<Integer> after = new TreeSet<>(needs);
    after.addAll(last);
    if (update.strategy().delay().isZero()) {
      return new Gate(after, needs);
    }
    Step pause = new Step.PauseUpdate(update.service(), update.strategy().delay());
    Set<Integer> paused = Set.of(plan.add(pause, after, needs, "before the next ones"));
    return new Gate(paused, paused);
  }

  private int addReplica(Updates.Replica replica, int spareNumber, Gate gate) {
    return update.strategy().order() == Order.START_FIRST
        ? addStartFirst(replica, SparePlan.of(replica.spec(), replica.pod(), spareNumber), gate)
        : addReplacement(replica, gate);
  }

  private int addReplacement(Updates.Replica replica, Gate gate) {
    int stopped =
        stops.stop(replica.now().spec(), true, gate.after(), gate.needs(), replica.cause());
    Step replace = new Step.ReplaceContainer(replica.spec(), renewVolumes);
    int replaced = add(replace, stopped, replica.cause());
    replacements.put(replica.name(), replaced);
    Member member = replica.member().startedBecause("it is replaced");
    return addProof(replica.name(), starts.start(member, Set.of(replaced)));
  }

  /** Adds what shows that a container that was started is good. */
  private int addProof(ContainerName name, int started) {
    int ready = add(new Step.AwaitContainer(name, Condition.READY, true), started, cause);
    return add(new Step.ObserveContainer(name, update.strategy().monitor()), ready, cause);
  }

  private int addStartFirst(Updates.Replica replica, SparePlan spare, Gate gate) {
    ContainerPlan container = spare.container().plan();
    ContainerName name = container.name();
    String why = "it stands in for container " + replica.name();
    int pod = plan.add(new Step.CreatePod(project, spare.pod()), gate.after(), gate.needs(), why);
    int made = add(new Step.CreateContainer(spare.container()), pod, why);
    int podStarted = add(new Step.StartPod(project, container.pod()), made, why);
    Member member = new Member(spare.container(), Optional.empty(), Optional.of(why));
    int good = addProof(name, starts.start(member, Set.of(podStarted)));

    InfraPlan silent = withPorts(replica.pod(), false);
    InfraPlan publishing = withPortsOf(replica.pod(), spare.pod());
    boolean moves = !publishing.ports().isEmpty();
    spares.put(name, good);
    if (moves) {
      good = addMove(silent, publishing, good, "its ports move to container " + name, why);
    }
    int over = addReplacement(replica, new Gate(Set.of(good), Set.of(good)));
    String end = "container " + replica.name() + " is there again";
    if (moves) {
      over = addMove(spare.pod(), replica.pod(), over, end, "its ports come back");
    }
    int stopped = stops.stop(spare.container(), true, Set.of(over), Set.of(over), end);
    int removed = add(new Step.RemoveContainer(name, true), stopped, end);
    int podStopped = add(new Step.StopPod(project, container.pod()), removed, end);
    return add(new Step.RemovePod(project, container.pod()), podStopped, end);
  }

  /** Lets one pod give up ports and the other publish them; no two can at a time. */
  private int addMove(InfraPlan from, InfraPlan to, int before, String giving, String taking) {
    int given = add(new Step.UpdatePod(project, from), before, giving);
    return add(new Step.UpdatePod(project, to), given, taking);
  }

  /** Ports that any number will do for stay: another pod would publish them under others. */
  private static InfraPlan withPorts(InfraPlan pod, boolean fixed) {
    return pod.withPorts(
        pod.ports().stream()
            .filter(port -> port.mapping().published().isPresent() == fixed)
            .toList());
  }

  private static InfraPlan withPortsOf(InfraPlan replica, InfraPlan spare) {
    List<PublishedPort> ports = withPorts(replica, true).ports();
    return spare.withPorts(ports);
  }

  private int add(Step step, int needed, String why) {
    return plan.add(step, Set.of(needed), why);
  }
}
