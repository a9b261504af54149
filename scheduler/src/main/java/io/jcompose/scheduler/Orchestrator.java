package io.jcompose.scheduler;

import io.jcompose.model.error.JcomposeException;
import io.jcompose.model.plan.AttachmentPlan;
import io.jcompose.model.plan.OneOffPlan;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.project.Deploy.UpdateConfig.FailureAction;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ImageReference;
import io.jcompose.model.value.NetworkName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.event.Event;
import io.jcompose.scheduler.event.EventSink;
import io.jcompose.scheduler.execute.Execution;
import io.jcompose.scheduler.execute.PlanExecutor;
import io.jcompose.scheduler.observe.Observed;
import io.jcompose.scheduler.observe.Observer;
import io.jcompose.scheduler.ready.Supervision;
import io.jcompose.scheduler.reconcile.DownChoices;
import io.jcompose.scheduler.reconcile.Reconciler;
import io.jcompose.scheduler.reconcile.ServiceUpdate;
import io.jcompose.scheduler.reconcile.StepPlan;
import io.jcompose.scheduler.reconcile.UpChoices;
import io.jcompose.scheduler.reconcile.Wanted;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import io.jcompose.scheduler.time.SystemTimer;
import io.jcompose.scheduler.time.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Acts on projects: brings them up, starts, stops, restarts, kills and takes them down.
 *
 * <p>Every action observes the project, decides on a plan of steps, carries it out, and returns
 * when that is done. Actions on one project wait for each other, but for {@link #kill}, which waits
 * for nobody; whoever calls them must be the only process that acts on the project. Except for
 * {@link #up} all work from what the runtime knows, without the project's files.
 *
 * <p>Interrupting the calling thread cancels the action: what is being done is broken off, what is
 * left is skipped, and the result says so; the interrupt flag stays set.
 *
 * <p>An action that cannot be tried throws a {@link JcomposeException}; one that was tried returns
 * a result that lists what failed.
 */
public final class Orchestrator implements AutoCloseable {
  private static final int PARALLELISM = 8;
  private final ContainerRuntime runtime;
  private final EventSink events;
  private final Timer timer;
  private final ExecutorService workers = Workers.create();
  private final PlanExecutor executor;
  private final Observer observer;
  private final Reconciler reconciler = new Reconciler();
  private final Failures failures;
  private final ArrivingImages arriving;
  private final Optional<Consumer<StepPlan>> rehearsal;
  private final Map<ProjectName, Supervision> supervisions = new ConcurrentHashMap<>();
  private final Map<ProjectName, ReentrantLock> turns = new ConcurrentHashMap<>();

  /**
   * Creates an orchestrator in real time that does up to eight things at a time; the runtime stays
   * the caller's.
   */
  public Orchestrator(ContainerRuntime runtime, EventSink events, Clock clock) {
    this(runtime, events, new SystemTimer(clock), PARALLELISM);
  }

  /**
   * Creates an orchestrator.
   *
   * @param timer closed with the orchestrator
   * @param parallelism how many steps of an action are carried out at a time
   */
  public Orchestrator(ContainerRuntime runtime, EventSink events, Timer timer, int parallelism) {
    this(runtime, events, timer, parallelism, ArrivingImages.NONE, Optional.empty());
  }

  /**
   * Returns an orchestrator that decides and does nothing: no container is adopted, none is
   * touched, and results say how many steps there would be.
   *
   * @param arriving images that would have been fetched by then: where one is not here, nothing is
   *     known of what it says, and the plan leans on the files alone
   * @param plans told what would be done
   */
  public static Orchestrator rehearsing(
      ContainerRuntime runtime,
      Clock clock,
      Set<ImageReference> arriving,
      Consumer<StepPlan> plans) {
    return new Orchestrator(
        runtime,
        EventSink.SILENT,
        new SystemTimer(clock),
        1,
        new ArrivingImages(arriving),
        Optional.of(plans));
  }

  private Orchestrator(
      ContainerRuntime runtime,
      EventSink events,
      Timer timer,
      int parallelism,
      ArrivingImages arriving,
      Optional<Consumer<StepPlan>> rehearsal) {
    this.arriving = arriving;
    this.rehearsal = rehearsal;
    this.runtime = runtime;
    this.events = events;
    this.timer = timer;
    this.executor = new PlanExecutor(runtime, events, timer, workers, parallelism);
    this.observer = new Observer(runtime);
    this.failures = new Failures(runtime);
  }

  /**
   * Makes the project what the plan says: creates what is missing, replaces what differs, starts
   * what does not run, and leaves alone what is as it should be. The containers that run afterwards
   * are supervised.
   *
   * <p>Nothing is created if an image or an external volume is missing or the runtime does not
   * offer what a service asks for, and nothing started if a port is taken. What depends on a
   * service that failed is created and never started.
   *
   * <p>An update that fails is taken back where its service asks for that ({@code failure_action:
   * rollback}); the result is a failure all the same.
   *
   * @throws io.jcompose.scheduler.graph.DependencyCycleException if the plan's services depend on
   *     each other in a circle
   */
  public ActionResult up(PodPlan plan, UpOptions options) {
    Preparation preparation = Preparation.of(plan, options, runtime, arriving);
    return act(
        plan.project(),
        options.waitTimeout(),
        () -> {
          Observed observed = observer.observe(plan.project(), plan.networks(), plan.volumes());
          List<ActionResult.Failure> missing = preparation.missing(observed);
          return missing.isEmpty()
              ? new Decision(
                  reconciler.up(preparation.wanted(), observed, options.choices()),
                  List.of(),
                  Optional.of(
                      service -> new Rollback(plan, observed, service, runtime.images()).wanted()))
              : Decision.refused(missing);
        });
  }

  /**
   * Makes and starts one more container of a service, after those that it depends on; the project's
   * other containers stay as they are. It is supervised like them, and is stopped and removed by
   * {@link #down}, but no other action on services touches it. What runs before its service starts
   * runs before it, unless that has been done.
   *
   * @param withDependencies whether what it depends on is brought up first
   */
  public ActionResult run(
      PodPlan plan, OneOffPlan oneOff, boolean withDependencies, UpChoices choices) {
    Preparation preparation = Preparation.of(plan, oneOff, withDependencies, runtime, arriving);
    return act(
        plan.project(),
        Optional.empty(),
        () -> {
          Observed observed =
              observer.observe(
                  plan.project(), preparation.wanted().networks(), preparation.wanted().volumes());
          List<ActionResult.Failure> missing = preparation.missing(observed);
          return missing.isEmpty()
              ? Decision.of(reconciler.up(preparation.wanted(), observed, choices))
              : Decision.refused(missing);
        });
  }

  /**
   * Removes a container of {@link #run} that does not run any more, with its anonymous volumes and
   * its own pod; one that is gone is a success.
   */
  public ActionResult discard(ProjectName project, ContainerName oneOff) {
    return act(
        project,
        Optional.empty(),
        () -> Decision.of(reconciler.discard(observer.observe(project), oneOff)));
  }

  /**
   * Starts containers that exist and do not run, and those they depend on, in order. Those that are
   * asked to get ready and do not within the time are failures; they run on.
   */
  public ActionResult start(ProjectName project, StartOptions options) {
    return act(
        project,
        options.waitTimeout(),
        () -> {
          Observed observed = observer.observe(project);
          Selection.requireContainers(observed, options.services());
          return Decision.of(reconciler.start(observed, options.services(), options.untilReady()));
        });
  }

  /**
   * Stops containers that run, dependents first, and the pod if none runs then. No restart policy
   * starts them again, whoever supervises the project later, until {@link #start}, {@link #restart}
   * or {@link #up} does.
   */
  public ActionResult stop(ProjectName project, StopOptions options) {
    return actOnKnown(
        project,
        options.services(),
        observed -> reconciler.stop(observed, options.services(), options.timeout()));
  }

  /**
   * Stops and starts containers in order, those that did not run included, and with them the
   * running containers that depend on them with {@code restart: true}, unless told otherwise.
   */
  public ActionResult restart(ProjectName project, RestartOptions options) {
    return act(
        project,
        Optional.empty(),
        () -> {
          Observed observed = observer.observe(project);
          Selection.requireContainers(observed, options.services());
          return Decision.of(
              reconciler.restart(
                  observed, options.services(), options.timeout(), options.withDependents()));
        });
  }

  /**
   * Sends a signal to the containers that run. One that is meant to end them (SIGKILL, SIGTERM,
   * SIGINT, SIGQUIT or the container's stop signal) keeps their restart policy from starting them
   * again, as {@link #stop} does.
   */
  public ActionResult kill(ProjectName project, KillOptions options) {
    Optional<Supervision> supervision = superviseUnlessRehearsing(project);
    Observed observed = observer.observe(project);
    Selection.requireKnown(observed, options.services());
    StepPlan plan = reconciler.kill(observed, victims(observed, options), options.signal());
    return supervision
        .map(watching -> carryOut(Decision.of(plan), watching, Optional.empty()))
        .orElseGet(() -> rehearse(Decision.of(plan)));
  }

  private static Set<ServiceName> victims(Observed observed, KillOptions options) {
    boolean all = options.orphans() || !options.services().isEmpty();
    return all ? options.services() : observed.plannedServices();
  }

  /**
   * Pauses the containers that run: their processes stay as they are until {@link #unpause}, even
   * if this process ends. Nobody asks for their health meanwhile. A service without a container
   * that runs is a success; one whose container is paused already is a failure if it is named.
   */
  public ActionResult pause(ProjectName project, PauseOptions options) {
    return actOnKnown(
        project, options.services(), observed -> reconciler.pause(observed, options.services()));
  }

  /** Lets paused containers go on; one that is not paused is a failure if its service is named. */
  public ActionResult unpause(ProjectName project, PauseOptions options) {
    return actOnKnown(
        project, options.services(), observed -> reconciler.unpause(observed, options.services()));
  }

  /**
   * Removes containers that do not run, with {@link RemoveOptions#stop} those that run too, and the
   * pods that are left without any. Networks and named volumes stay, and so does the project.
   */
  public ActionResult remove(ProjectName project, RemoveOptions options) {
    return actOnKnown(
        project,
        options.services(),
        observed ->
            reconciler.remove(observed, options.services(), options.stop(), options.volumes()));
  }

  /**
   * Stops and removes the project's containers and its pod. Goes on after a failure, so that one
   * stuck container does not keep the others; a second call removes what is left. A project that is
   * not there is a success.
   */
  public ActionResult down(ProjectName project, DownOptions options) {
    return act(
        project,
        Optional.empty(),
        () -> {
          Observed observed = observer.observe(project);
          DownChoices choices = new DownChoices(options.volumes(), options.timeout());
          return Decision.of(
              reconciler.down(observed, options.services(), options.removeOrphans(), choices));
        });
  }

  /**
   * Lets a pod join a further network, until it is made anew or told to leave; its containers run
   * on. One that is in the network is left as it is.
   */
  public ActionResult connect(ProjectName project, ContainerName pod, AttachmentPlan place) {
    return act(
        project,
        Optional.empty(),
        () -> Decision.of(reconciler.connect(observer.observe(project), pod, place)));
  }

  /** Lets a pod leave a network; its containers run on. */
  public ActionResult disconnect(ProjectName project, ContainerName pod, NetworkName network) {
    return act(
        project,
        Optional.empty(),
        () -> Decision.of(reconciler.disconnect(observer.observe(project), pod, network)));
  }

  /**
   * Adopts a project and returns its supervision, which goes on until {@link #close}. Every action
   * does this first; a second call returns the same.
   */
  public Supervision supervise(ProjectName project) {
    Supervision supervision =
        supervisions.computeIfAbsent(
            project, name -> new Supervision(runtime, name, events, timer, workers));
    supervision.adopt();
    return supervision;
  }

  /**
   * What an action decided on: a plan, or why there is none.
   *
   * @param before what is wanted again of a service whose update is taken back
   */
  private record Decision(
      StepPlan plan,
      List<ActionResult.Failure> refusals,
      Optional<Function<ServiceName, Wanted>> before) {
    static Decision of(StepPlan plan) {
      return new Decision(plan, List.of(), Optional.empty());
    }

    static Decision refused(List<ActionResult.Failure> refusals) {
      return new Decision(new StepPlan(List.of(), List.of()), refusals, Optional.empty());
    }
  }

  /** Acts on services that the project's last plan has, or that have containers. */
  private ActionResult actOnKnown(
      ProjectName project, Set<ServiceName> services, Function<Observed, StepPlan> decide) {
    return act(
        project,
        Optional.empty(),
        () -> {
          Observed observed = observer.observe(project);
          Selection.requireKnown(observed, services);
          return Decision.of(decide.apply(observed));
        });
  }

  private ActionResult act(
      ProjectName project, Optional<Duration> waitTimeout, Supplier<Decision> decide) {
    ReentrantLock turn = turns.computeIfAbsent(project, unused -> new ReentrantLock());
    try {
      turn.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new ActionResult(0, List.of(), List.of(), true);
    }
    try {
      return superviseUnlessRehearsing(project)
          .map(
              supervision ->
                  supervision.during(() -> carryOut(decide.get(), supervision, waitTimeout)))
          .orElseGet(() -> rehearse(decide.get()));
    } finally {
      turn.unlock();
    }
  }

  private Optional<Supervision> superviseUnlessRehearsing(ProjectName project) {
    return rehearsal.isPresent() ? Optional.empty() : Optional.of(supervise(project));
  }

  private ActionResult rehearse(Decision decision) {
    StepPlan plan = decision.plan();
    rehearsal.orElseThrow().accept(plan);
    return new ActionResult(plan.nodes().size(), decision.refusals(), plan.warnings(), false);
  }

  private ActionResult carryOut(
      Decision decision, Supervision supervision, Optional<Duration> waitTimeout) {
    StepPlan plan = decision.plan();
    plan.warnings().forEach(warning -> events.on(new Event.Warning(timer.now(), warning)));
    Execution execution = executor.run(plan, supervision, waitTimeout);
    List<ActionResult.Failure> failed = new ArrayList<>(decision.refusals());
    execution.failures().forEach(failure -> failed.add(failures.describe(failure)));
    List<String> warnings = new ArrayList<>(plan.warnings());
    warnings.addAll(execution.warnings());
    int steps = plan.nodes().size();
    for (ServiceUpdate update : plan.updates()) {
      UpdateEnd end = new UpdateEnd(update, execution);
      if (end.failed() && isTakenBack(update, decision, execution)) {
        Execution rollback = rollBack(update, decision.before().orElseThrow(), supervision);
        rollback.failures().forEach(failure -> failed.add(failures.describe(failure)));
        failed.add(end.takenBack(rollback));
        steps += rollback.plan().nodes().size();
      } else if (end.failed()) {
        failed.add(end.left());
        steps += dismiss(end.uselessSpares(), supervision);
      }
    }
    return new ActionResult(steps, failed, warnings, execution.cancelled());
  }

  private static boolean isTakenBack(ServiceUpdate update, Decision decision, Execution execution) {
    return update.strategy().failureAction() == FailureAction.ROLLBACK
        && decision.before().isPresent()
        && !execution.cancelled();
  }

  /** Containers that did not get ready would else be found by the service's names. */
  private int dismiss(Set<ContainerName> spares, Supervision supervision) {
    Observed now = observer.observe(supervision.project());
    StepPlan plan = reconciler.dismiss(now, spares);
    return executor.run(plan, supervision, Optional.empty()).plan().nodes().size();
  }

  private Execution rollBack(
      ServiceUpdate update, Function<ServiceName, Wanted> before, Supervision supervision) {
    Wanted wanted = before.apply(update.service());
    ProjectName project = wanted.plan().project();
    Observed now = observer.observe(project, wanted.networks(), wanted.volumes());
    StepPlan plan = reconciler.rollBack(wanted, now, update.rollback());
    return executor.run(plan, supervision, Optional.empty());
  }

  /** Stops supervising. Containers run on. A second call does nothing. */
  @Override
  public void close() {
    supervisions.values().forEach(Supervision::close);
    timer.close();
    workers.shutdownNow();
  }
}
